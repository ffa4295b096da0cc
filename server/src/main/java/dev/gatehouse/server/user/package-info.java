/**
 * Users: their views, how they are made, changed, linked and found, whatever the entrance. Tables: users, user_identity,
 * user_identifier, user_token, user_value, user_unindexed.
 */
@NullMarked
package dev.gatehouse.server.user;

import org.jspecify.annotations.NullMarked;
