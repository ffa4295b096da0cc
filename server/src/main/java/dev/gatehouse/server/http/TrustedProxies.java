package dev.gatehouse.server.http;

import dev.gatehouse.server.address.AddressRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request comes from. Anybody can send {@code X-Forwarded-For}, {@code -Host} and {@code -Proto}, so they
 * count only when the peer is a proxy of the operator's. {@code Forwarded} (RFC 7239) never does: most proxies pass it on as the
 * client sent it. Thread-safe.
 */
final class TrustedProxies {
    private final List<AddressRange> ranges;

    TrustedProxies(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Whether the address is one of a trusted proxy. */
    boolean contains(@Nullable InetAddress address) {
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** The origin of {@code request}. */
    ClientConnection of(Request request) {
        InetAddress peer = peer(request);
        if (!contains(peer)) {
            return new ClientConnection(text(peer), host(request), request.isSecure());
        }
        String host = last(request, "x-forwarded-host");
        String scheme = last(request, "x-forwarded-proto");
        return new ClientConnection(
                text(client(request, peer)),
                host == null ? host(request) : host,
                scheme == null ? request.isSecure() : scheme.equalsIgnoreCase("https"));
    }

    /** Each proxy adds whom it was asked by at the end: the last that is no trusted proxy is the client. */
    private @Nullable InetAddress client(Request request, @Nullable InetAddress peer) {
        List<String> hops = values(request, "x-forwarded-for");
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && contains(client); i--) {
            try {
                client = AddressRange.address(hops.get(i));
            } catch (IllegalArgumentException e) {
                return client; // what is before cannot be trusted either
            }
        }
        return client;
    }

    private static @Nullable String last(Request request, String header) {
        List<String> values = values(request, header);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static List<String> values(Request request, String header) {
        List<String> values = new ArrayList<>();
        for (String field : request.getHeaders().getValuesList(header)) {
            for (String value : field.split(",")) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
        }
        return values;
    }

    private static @Nullable InetAddress peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : null;
    }

    private static String text(@Nullable InetAddress address) {
        return address == null ? "" : address.getHostAddress();
    }

    private static String host(Request request) {
        String authority = request.getHttpURI().getAuthority();
        String header = request.getHeaders().get(HttpHeader.HOST);
        return authority != null ? authority : header == null ? "" : header;
    }
}
