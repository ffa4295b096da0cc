package dev.gatehouse.server.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A received request, its body already read within the limits.
 *
 * @param id this request's id, also in the answer and the access log
 * @param method in upper case
 * @param host the {@code Host} header or {@code :authority}, with its port if one was given
 * @param path the path as it came, still percent-encoded, with its leading slash
 * @param query the part after {@code ?}, still encoded, or null
 * @param header looks a header up by its name, in any case; null when it is absent
 * @param body the bytes of the body, empty when there is none
 * @param remoteAddress the peer's IP address
 */
public record Request(
        String id,
        String method,
        String host,
        String path,
        @Nullable String query,
        Function<String, @Nullable String> header,
        byte[] body,
        String remoteAddress) {}
