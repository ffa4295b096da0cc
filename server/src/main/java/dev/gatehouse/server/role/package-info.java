/** Roles: their view and what goes with them. Kind: role; tables: role_permission, user_role. */
@NullMarked
package dev.gatehouse.server.role;

import org.jspecify.annotations.NullMarked;
