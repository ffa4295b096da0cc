/** What the server stands on, bare: the HTTP front with a constant response, and one row into SQLite. */
@NullMarked
package dev.gatehouse.bench.limit;

import org.jspecify.annotations.NullMarked;
