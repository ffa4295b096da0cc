package dev.gatehouse.server.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * How long a URL, and all headers together, may be. In HTTP/1.1 Jetty's parser sees to it; in HTTP/2 a bound of Jetty's own ends
 * the connection with all that is on it, so that up to four times as much is read there, and refused here.
 */
final class HeaderLimit {
    static final int BYTES = 16 * 1024;

    private HeaderLimit() {}

    /** The status to refuse with; 0 when all is well. */
    static int refusal(Request request) {
        String target = request.getHttpURI().getPathQuery();
        if (target != null && target.length() > BYTES) {
            return 414;
        }
        long bytes = 0;
        for (HttpField field : request.getHeaders()) {
            bytes += field.getName().length() + String.valueOf(field.getValue()).length();
        }
        return bytes > BYTES ? 431 : 0;
    }
}
