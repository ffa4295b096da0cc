/** Users, who they are at each provider, what they sign in with, their passwords, roles and permissions. Tables: users, user_identity, user_identifier, user_password, user_role, user_permission, role_permission, user_term. */
@NullMarked
package dev.gatehouse.server.store.user;

import org.jspecify.annotations.NullMarked;
