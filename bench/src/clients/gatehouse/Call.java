import dev.gatehouse.client.ManagementClient;

/** Reads a user with Gatehouse's client. */
final class Call implements AutoCloseable {
    private final ManagementClient client;
    private final String user;

    Call(String domain, String token, String user) {
        client = ManagementClient.builder().domain(domain).token(token).build();
        this.user = user;
    }

    void run() {
        if (!user.equals(client.users().get(user).userId())) {
            throw new IllegalStateException("another user");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
