/**
 * The one way to run SQL: a statement as text with its values, over a cache of compiled statements for each connection.
 */
@NullMarked
package dev.gatehouse.server.store.sql;

import org.jspecify.annotations.NullMarked;
