package dev.gatehouse.it.crash;

/** What the users of a number are called. Their ids are chosen, so that they can be looked for though no response came. */
final class Names {
    /** Hashing a password takes a processor for a while, so few users have one. */
    private static final int WITH_PASSWORD = 16;

    private Names() {}

    static boolean hasPassword(int number) {
        return number % WITH_PASSWORD == 0;
    }

    static String connection(int number) {
        return hasPassword(number) ? "Username-Password-Authentication" : "email";
    }

    static String userId(int number) {
        return (hasPassword(number) ? "auth0|" : "email|") + number;
    }

    static int number(String userId) {
        return Integer.parseInt(userId.substring(userId.indexOf('|') + 1));
    }

    static String email(int number) {
        return "user%07d@crash.example".formatted(number);
    }

    static String name(int number, int version) {
        return "User %d, version %d".formatted(number, version);
    }

    /** The id of the second user within its connection. */
    static String second(int number) {
        return "second-" + number;
    }

    static String secondEmail(int number) {
        return "second%07d@crash.example".formatted(number);
    }
}
