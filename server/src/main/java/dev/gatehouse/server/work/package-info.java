/**
 * Work that no request waits for: leases, so that one node at a time does each piece, and the threads that do it. Any number of
 * nodes share it through the database alone. Table: lease.
 */
@NullMarked
package dev.gatehouse.server.work;

import org.jspecify.annotations.NullMarked;
