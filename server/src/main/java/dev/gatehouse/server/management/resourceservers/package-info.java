/** Routes: /resource-servers, by id and by identifier. What they keep to is in {@code resourceserver}. */
@NullMarked
package dev.gatehouse.server.management.resourceservers;

import org.jspecify.annotations.NullMarked;
