/** Route: /blacklists/tokens. Table: revocation, by way of {@code token}. */
@NullMarked
package dev.gatehouse.server.management.blacklists;

import org.jspecify.annotations.NullMarked;
