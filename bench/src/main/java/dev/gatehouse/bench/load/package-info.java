/** Closed-loop load over keep-alive connections, and its measurements. */
@NullMarked
package dev.gatehouse.bench.load;

import org.jspecify.annotations.NullMarked;
