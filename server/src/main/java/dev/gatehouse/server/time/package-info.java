/** How points in time are written. Below all other packages. */
@NullMarked
package dev.gatehouse.server.time;

import org.jspecify.annotations.NullMarked;
