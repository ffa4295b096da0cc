package dev.gatehouse.server.attackprotection;

import dev.gatehouse.server.address.AddressRange;
import dev.gatehouse.server.store.document.View;
import java.net.InetAddress;
import java.util.List;

/** Addresses that are let be. Immutable. */
record Allowlist(List<AddressRange> ranges) {
    static Allowlist of(View settings) {
        return new Allowlist(
                settings.texts("allowlist").stream().map(AddressRange::parse).toList());
    }

    boolean contains(String ip) {
        if (ranges.isEmpty()) {
            return false;
        }
        InetAddress address = AddressRange.address(ip);
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
