package dev.gatehouse.server.inbox;

import dev.gatehouse.server.http.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** Recognizes requests from this machine. */
final class LoopbackRequests {
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(?i)(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");
    private static final List<String> FORWARDED = List.of("forwarded", "via", "x-forwarded-for", "x-real-ip");

    private LoopbackRequests() {}

    /**
     * Whether a request comes from this machine: from a loopback address, to a loopback host (against DNS rebinding), and without
     * the headers of a proxy.
     */
    static boolean isFromThisMachine(Request request) {
        return LOCAL_HOST.matcher(request.host()).matches()
                && FORWARDED.stream().allMatch(header -> request.header(header) == null)
                && isLoopback(request.remoteAddress());
    }

    private static boolean isLoopback(String address) {
        try {
            // A literal: nothing is looked up.
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
