/**
 * Fills a tenant from a file: its resource servers, clients, client grants, connections, roles and users. One format for
 * {@code gatehouse start --seed}, {@code gatehouse exec --seed} and the testkit.
 */
@NullMarked
package dev.gatehouse.seed;

import org.jspecify.annotations.NullMarked;
