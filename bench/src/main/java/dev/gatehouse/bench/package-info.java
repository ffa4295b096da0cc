/** Measures the packaged server, as a process of its own, beside the limits of what it stands on. Asserts nothing. */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
