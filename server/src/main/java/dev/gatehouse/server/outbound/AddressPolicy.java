package dev.gatehouse.server.outbound;

import dev.gatehouse.server.address.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses calls may go to: public ones, and those that the operator allows. Everything that IANA's registries of
 * special-purpose addresses keep from the public internet is refused, the metadata services of clouds among it. Immutable.
 *
 * @param allowed what is allowed beside public addresses
 */
public record AddressPolicy(List<AddressRange> allowed) {
    /** https://www.iana.org/assignments/iana-ipv4-special-registry, multicast, and what is reserved (RFC 1112 §4). */
    private static final List<AddressRange> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** The unicast addresses that are given out; mapped, embedded, local and multicast ones are outside (RFC 4291 §2.4). */
    private static final AddressRange GLOBAL_IPV6 = AddressRange.parse("2000::/3");

    /** What https://www.iana.org/assignments/iana-ipv6-special-registry keeps within, tunnels to IPv4 among it. */
    private static final List<AddressRange> SPECIAL_IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public AddressPolicy {
        allowed = List.copyOf(allowed);
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }

    /** Whether calls may go to that address. */
    public boolean permits(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        // The JDK turns an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2) into the IPv4 address that it maps.
        return address instanceof Inet4Address
                ? !isIn(SPECIAL_IPV4, address)
                : GLOBAL_IPV6.contains(address) && !isIn(SPECIAL_IPV6, address);
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
