package dev.gatehouse.server.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A received request, its body already read within the limits.
 *
 * @param id this request's id, also in the response and the access log
 * @param method in upper case; GET for a HEAD
 * @param headOnly whether it was a HEAD, which must change nothing (RFC 9110 §9.2.1): links in mails are probed by it
 * @param host the {@code Host} header or {@code :authority}, with its port if one was given
 * @param path the path as it came, still percent-encoded, with its leading slash
 * @param pathParameters what stands where the route's template has parameters, percent-decoded
 * @param query the part after {@code ?}, still encoded; null when there is none
 * @param headers its header fields
 * @param body the bytes of the body, empty when there is none
 * @param remoteAddress the client's IP address; empty when it is gone
 * @param upload the body where the route takes files and it is {@code multipart/form-data}; null otherwise
 */
public record Request(
        String id,
        String method,
        boolean headOnly,
        String host,
        String path,
        Map<String, String> pathParameters,
        @Nullable String query,
        RequestHeaders headers,
        byte[] body,
        String remoteAddress,
        @Nullable Upload upload) {
    /** The first header field of that name, in any case; null when there is none. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /**
     * A parameter of the path, percent-decoded.
     *
     * @throws IllegalArgumentException when the route's template has none of that name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no path parameter " + name);
        }
        return value;
    }

    /** The cookies that it carries, by their names; of two with one name the first, which has the longer path. */
    public Map<String, String> cookies() {
        return RequestCookies.parse(headers.all("cookie"));
    }

    /**
     * Its body as a form.
     *
     * @throws MalformedFormException when it is none
     */
    public Form form() throws MalformedFormException {
        return Form.parse(body);
    }
}
