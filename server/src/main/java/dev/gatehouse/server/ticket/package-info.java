/** Links that let a user verify an address or set a password: single use, expiring, stored hashed. Table: ticket. */
@NullMarked
package dev.gatehouse.server.ticket;

import org.jspecify.annotations.NullMarked;
