package dev.gatehouse.server.user;

import java.util.Locale;

/**
 * What a user signs in with on a connection; on one connection no two users share it.
 *
 * @param name {@code email}, {@code username} or {@code phone_number}
 * @param value in lower case
 */
public record Identifier(String name, String value) {
    public Identifier {
        value = value.toLowerCase(Locale.ROOT);
    }
}
