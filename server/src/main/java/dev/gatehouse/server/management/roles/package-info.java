/** Routes: /roles, /roles/{id}, its permissions and its users. Kind: role; tables: role_permission, user_role. */
@NullMarked
package dev.gatehouse.server.management.roles;

import org.jspecify.annotations.NullMarked;
