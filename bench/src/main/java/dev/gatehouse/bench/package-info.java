/** Benchmarks of the packaged server, run as its own process, with baselines for HTTP and SQLite. Asserts nothing. */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
