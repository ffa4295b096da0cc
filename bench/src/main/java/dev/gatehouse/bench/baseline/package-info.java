/** Upper bounds for the server: its HTTP server with a constant response, and single-row inserts into SQLite. */
@NullMarked
package dev.gatehouse.bench.baseline;

import org.jspecify.annotations.NullMarked;
