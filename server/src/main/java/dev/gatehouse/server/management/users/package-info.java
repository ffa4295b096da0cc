/** Routes: /users, /users-by-email, and a user's roles, permissions, identities and authentication methods. Tables: users and those that begin with user_; kind: authentication_method. */
@NullMarked
package dev.gatehouse.server.management.users;

import org.jspecify.annotations.NullMarked;
