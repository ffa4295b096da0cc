/** Holding calls back before the API does: the plans' limits, and the limiter that keeps to them. */
@NullMarked
package dev.gatehouse.client.limit;

import org.jspecify.annotations.NullMarked;
