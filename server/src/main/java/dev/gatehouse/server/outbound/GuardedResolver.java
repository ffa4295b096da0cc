package dev.gatehouse.server.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks a host up and lets through only the addresses that a call may go to. What it returns is what is connected to: a name
 * that resolves to another address a moment later gains nothing by it.
 */
final class GuardedResolver implements SocketAddressResolver {
    private final AddressPolicy policy;
    private final HostLookup lookup;
    private final Executor executor;

    GuardedResolver(AddressPolicy policy, HostLookup lookup, Executor executor) {
        this.policy = policy;
        this.lookup = lookup;
        this.executor = executor;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface HostLookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        executor.execute(() -> {
            try {
                promise.succeeded(permitted(host, port));
            } catch (UnknownHostException | OutboundException | RuntimeException e) {
                promise.failed(e);
            }
        });
    }

    private List<InetSocketAddress> permitted(String host, int port) throws UnknownHostException, OutboundException {
        List<InetSocketAddress> permitted = new ArrayList<>();
        for (InetAddress address : lookup.find(host)) {
            if (policy.permits(address)) {
                // The certificate is held against the name that the address carries: that of the call, not the literal.
                permitted.add(new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), port));
            }
        }
        if (permitted.isEmpty()) {
            throw new OutboundException(
                    host + " has no public address. Calls go to others only where --outgoing-addresses allows them.");
        }
        return permitted;
    }
}
