package dev.gatehouse.server.http;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * An endpoint and where it is.
 *
 * @param path the whole path, or with {@code prefix} its beginning
 * @param prefix whether every path that begins so is the endpoint's
 * @param methods what may be asked of it: others are refused before it is asked; empty when it refuses by itself
 * @param loopbackOnly whether only this machine may ask: others are told there is nothing
 */
public record Route(String path, boolean prefix, Set<String> methods, boolean loopbackOnly, Endpoint endpoint) {
    private static final Set<String> GET = Set.of("GET");
    private static final Set<String> POST = Set.of("POST");

    public Route {
        methods = Set.copyOf(methods);
    }

    /** One path. */
    public static Route exact(String path, Endpoint endpoint) {
        return new Route(path, false, Set.of(), false, endpoint);
    }

    /** One path that is only read. */
    public static Route document(String path, Endpoint endpoint) {
        return new Route(path, false, GET, false, endpoint);
    }

    /** One path that is only posted to. */
    public static Route submission(String path, Endpoint endpoint) {
        return new Route(path, false, POST, false, endpoint);
    }

    /** Every path that begins with {@code path}. */
    public static Route below(String path, Endpoint endpoint) {
        return new Route(path, true, Set.of(), false, endpoint);
    }

    /** One path that is only read, and by this machine only. */
    public static Route loopback(String path, Endpoint endpoint) {
        return new Route(path, false, GET, true, endpoint);
    }

    /** The {@code Allow} header for these methods: wherever there is GET there is HEAD (RFC 9110 §9.3.2). */
    public static String allow(Collection<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }

    boolean matches(String requested) {
        return prefix ? requested.startsWith(path) : requested.equals(path);
    }

    boolean takes(String method) {
        return methods.isEmpty() || methods.contains(method);
    }
}
