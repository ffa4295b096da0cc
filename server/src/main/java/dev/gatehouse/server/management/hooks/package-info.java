/** Routes: /hooks and their secrets. What they keep to is in {@code hook}. */
@NullMarked
package dev.gatehouse.server.management.hooks;

import org.jspecify.annotations.NullMarked;
