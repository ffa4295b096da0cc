/** Roles: their view, what goes with them and who has them. Kind: role; table: user_role. */
@NullMarked
package dev.gatehouse.server.role;

import org.jspecify.annotations.NullMarked;
