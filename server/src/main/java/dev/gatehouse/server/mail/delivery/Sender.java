package dev.gatehouse.server.mail.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Who sends a mail.
 *
 * @param address as in {@code info@example.com}
 * @param name empty for none
 */
record Sender(String address, String name) {
    /**
     * @param text as in {@code Shop <info@example.com>} (RFC 5322 §3.4)
     * @throws IllegalArgumentException when it is no address
     */
    static Sender parse(String text) {
        try {
            InternetAddress address = new InternetAddress(text);
            return new Sender(address.getAddress(), address.getPersonal() == null ? "" : address.getPersonal());
        } catch (AddressException e) {
            throw new IllegalArgumentException("not an address of mail", e);
        }
    }
}
