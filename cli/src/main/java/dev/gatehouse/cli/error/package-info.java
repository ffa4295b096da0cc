/** How a command fails. */
@NullMarked
package dev.gatehouse.cli.error;

import org.jspecify.annotations.NullMarked;
