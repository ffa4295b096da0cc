/** Permissions: who has which, and how they are shown, with the name and the description that their API gives them. Tables: role_permission, user_permission. */
@NullMarked
package dev.gatehouse.server.permission;

import org.jspecify.annotations.NullMarked;
