package dev.gatehouse.server.ticket;

import java.util.Locale;

/** What a ticket lets a user do. */
public enum Purpose {
    VERIFY_EMAIL("/u/email-verification"),
    CHANGE_PASSWORD("/u/reset-password");

    private final String path;

    Purpose(String path) {
        this.path = path;
    }

    /** The path of its page. */
    public String path() {
        return path;
    }

    /** As it is stored. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
