/** Connections: what can be said of each strategy, their options and keys, and how SCIM provisions them. Kinds: connection, connection_key, scim_configuration, scim_token. */
@NullMarked
package dev.gatehouse.server.connection;

import org.jspecify.annotations.NullMarked;
