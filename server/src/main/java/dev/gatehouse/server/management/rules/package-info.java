/** Routes: /rules. What they keep to is in {@code rule}. */
@NullMarked
package dev.gatehouse.server.management.rules;

import org.jspecify.annotations.NullMarked;
