/**
 * Durable state: the database, its transactions and the stores over them. Nothing outside this package and those below
 * it touches SQL.
 */
@NullMarked
package dev.gatehouse.server.store;

import org.jspecify.annotations.NullMarked;
