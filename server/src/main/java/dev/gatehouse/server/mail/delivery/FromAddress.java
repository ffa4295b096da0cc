package dev.gatehouse.server.mail.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * The sender in the header {@code From}.
 *
 * @param address as in {@code info@example.com}
 * @param name empty for none
 */
record FromAddress(String address, String name) {
    /**
     * @param text as in {@code Shop <info@example.com>} (RFC 5322 §3.4)
     * @throws IllegalArgumentException when it is no address
     */
    static FromAddress parse(String text) {
        try {
            InternetAddress address = new InternetAddress(text);
            return new FromAddress(address.getAddress(), address.getPersonal() == null ? "" : address.getPersonal());
        } catch (AddressException e) {
            throw new IllegalArgumentException("not an email address", e);
        }
    }
}
