package dev.gatehouse.server.http;

/**
 * An endpoint and where it is.
 *
 * @param path the whole path, or with {@code prefix} its beginning
 * @param prefix whether every path that begins so is the endpoint's
 * @param loopbackOnly whether only this machine may ask: others are told there is nothing
 */
public record Route(String path, boolean prefix, boolean loopbackOnly, Endpoint endpoint) {
    /** One path. */
    public static Route exact(String path, Endpoint endpoint) {
        return new Route(path, false, false, endpoint);
    }

    /** Every path that begins with {@code path}. */
    public static Route below(String path, Endpoint endpoint) {
        return new Route(path, true, false, endpoint);
    }

    /** One path that only this machine may ask for. */
    public static Route loopback(String path, Endpoint endpoint) {
        return new Route(path, false, true, endpoint);
    }

    boolean matches(String requested) {
        return prefix ? requested.startsWith(path) : requested.equals(path);
    }
}
