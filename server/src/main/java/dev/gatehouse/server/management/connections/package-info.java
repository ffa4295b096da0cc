/** Routes: /connections, their clients, keys and SCIM configuration. Kinds: connection, connection_key, scim_configuration, scim_token; users go with their connection. */
@NullMarked
package dev.gatehouse.server.management.connections;

import org.jspecify.annotations.NullMarked;
