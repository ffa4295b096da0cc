package dev.gatehouse.server.attackprotection;

import org.jspecify.annotations.Nullable;

/**
 * What keeps somebody out after too many failed sign-ins.
 *
 * @param ip the address that it is for; null when it is for all
 */
public record SignInBlock(
        String identifier, String connection, @Nullable String ip) {}
