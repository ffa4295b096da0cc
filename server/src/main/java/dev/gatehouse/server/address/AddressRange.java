package dev.gatehouse.server.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632), as in {@code 10.0.0.0/8} or {@code fd00::/8}; or one address.
 * Immutable.
 *
 * @param address any address of the range
 * @param prefix how many of its leading bits count
 */
public record AddressRange(InetAddress address, int prefix) {
    /** What an address is written with: a host's name is never looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]*[:.][0-9A-Fa-f:.]*");

    /** @throws IllegalArgumentException when the prefix is longer than the address */
    public AddressRange {
        if (prefix < 0 || prefix > address.getAddress().length * 8) {
            throw new IllegalArgumentException("a prefix of " + prefix + " bits");
        }
    }

    /**
     * Parses a range or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * 8;
        return new AddressRange(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException when it is none, as a host's name
     */
    public static InetAddress address(String text) {
        try {
            if (LITERAL.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no IP address", e);
        }
        throw new IllegalArgumentException(text + " is no IP address");
    }

    /** Whether {@code other} is in the range. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
