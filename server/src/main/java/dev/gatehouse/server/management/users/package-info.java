/** Routes: /users, /users-by-email, and a user's roles, permissions, identities, authentication methods and what sign-ins leave. Tables: users and those that begin with user_; kinds: those of UserDocuments. */
@NullMarked
package dev.gatehouse.server.management.users;

import org.jspecify.annotations.NullMarked;
