/** Routes: /groups, /users/{id}/groups. Kinds: those of the package group. */
@NullMarked
package dev.gatehouse.server.management.groups;

import org.jspecify.annotations.NullMarked;
