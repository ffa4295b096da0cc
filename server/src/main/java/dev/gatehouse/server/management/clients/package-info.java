/** Routes: /clients, their secrets, credentials and connections. What they keep to is in {@code client}. */
@NullMarked
package dev.gatehouse.server.management.clients;

import org.jspecify.annotations.NullMarked;
