/** Groups of users that a directory has provisioned, and their members. Kinds: group, group_member. */
@NullMarked
package dev.gatehouse.server.group;

import org.jspecify.annotations.NullMarked;
