/** Routes: /actions, their versions, triggers and bindings. What they keep to is in {@code action}. */
@NullMarked
package dev.gatehouse.server.management.actions;

import org.jspecify.annotations.NullMarked;
