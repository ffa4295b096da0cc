/** Routes: /clients, their secrets, credentials and connections. Kinds: client, client_credential. */
@NullMarked
package dev.gatehouse.server.management.clients;

import org.jspecify.annotations.NullMarked;
