package dev.gatehouse.server.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and where it is mounted.
 *
 * @param methods the methods it takes; others get a 405 before the endpoint is asked
 * @param template the path as {@link Router} has it, as in {@code /u/login/{step}}
 * @param immediate whether it is asked even when too many other requests are being worked on
 * @param uploads how it takes files; null where it takes none
 */
public record Route(
        Set<String> methods,
        String template,
        boolean immediate,
        Endpoint endpoint,
        @Nullable UploadPolicy uploads) {
    public Route {
        methods = Set.copyOf(methods);
    }

    /** A path that takes these methods. Whoever takes GET takes HEAD. */
    public static Route of(Set<String> methods, String template, Endpoint endpoint) {
        return new Route(methods, template, false, endpoint, null);
    }

    /** A path that takes GET only. */
    public static Route get(String template, Endpoint endpoint) {
        return of(Set.of("GET"), template, endpoint);
    }

    /** A path that takes POST only. */
    public static Route post(String template, Endpoint endpoint) {
        return of(Set.of("POST"), template, endpoint);
    }

    /** A path whose endpoint is asked by every method, and refuses by itself what it does not take. */
    public static Route any(String template, Endpoint endpoint) {
        return of(Set.of(Router.ANY_METHOD), template, endpoint);
    }

    /** The same, asked even when too many other requests are being worked on: for what is quick, and tells of the server. */
    public Route withoutWaiting() {
        return new Route(methods, template, true, endpoint, uploads);
    }

    /** The same, which takes files. */
    public Route taking(UploadPolicy files) {
        return new Route(methods, template, immediate, endpoint, files);
    }
}
