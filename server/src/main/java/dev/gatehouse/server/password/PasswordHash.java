package dev.gatehouse.server.password;

/** A hash that a password can be verified with. Immutable. */
@FunctionalInterface
interface PasswordHash {
    /** Whether it is one of that password. */
    boolean matches(byte[] password);
}
