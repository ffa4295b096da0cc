package dev.gatehouse.server.attackprotection;

import java.util.Locale;

/**
 * An attempt to sign in with a password.
 *
 * @param identifier what it was tried with, a user's or not: an email address, a username or a phone number
 * @param connection the name of the connection
 * @param ip where it came from
 */
public record SignInAttempt(String identifier, String connection, String ip) {
    public SignInAttempt {
        identifier = identifier.toLowerCase(Locale.ROOT);
    }
}
