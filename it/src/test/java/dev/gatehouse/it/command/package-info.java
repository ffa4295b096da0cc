/** The packaged command {@code gatehouse}, from start to stop. */
@NullMarked
package dev.gatehouse.it.command;

import org.jspecify.annotations.NullMarked;
