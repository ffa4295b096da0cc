/** Routes: /users, /users-by-email, and a user's roles, permissions, identities, authentication methods and what sign-ins leave. */
@NullMarked
package dev.gatehouse.server.management.users;

import org.jspecify.annotations.NullMarked;
