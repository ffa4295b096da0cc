import com.auth0.client.mgmt.ManagementAPI;
import com.auth0.exception.Auth0Exception;

/** Reads a user with com.auth0:auth0 2. */
final class Call implements AutoCloseable {
    private final ManagementAPI client;
    private final String user;

    Call(String domain, String token, String user) {
        client = ManagementAPI.newBuilder(domain, token).build();
        this.user = user;
    }

    void run() throws Auth0Exception {
        if (!user.equals(client.users().get(user, null).execute().getBody().getId())) {
            throw new IllegalStateException("another user");
        }
    }

    @Override
    public void close() {}
}
