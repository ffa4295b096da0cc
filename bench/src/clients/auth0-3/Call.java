import com.auth0.client.mgmt.ManagementApi;

/** Reads a user with com.auth0:auth0 3. */
final class Call implements AutoCloseable {
    private final ManagementApi client;
    private final String user;

    Call(String domain, String token, String user) {
        client = ManagementApi.builder().domain(domain).token(token).build();
        this.user = user;
    }

    void run() {
        if (!user.equals(client.users().get(user).getUserId().orElse(""))) {
            throw new IllegalStateException("another user");
        }
    }

    @Override
    public void close() {}
}
