package dev.gatehouse.server.permission;

/**
 * A permission of an API.
 *
 * @param resourceServer the identifier of the API
 * @param name the permission, as in {@code read:messages}
 */
public record Permission(String resourceServer, String name) {}
