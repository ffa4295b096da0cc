/** Routes: /client-grants. What they keep to is in {@code client}. */
@NullMarked
package dev.gatehouse.server.management.clientgrants;

import org.jspecify.annotations.NullMarked;
