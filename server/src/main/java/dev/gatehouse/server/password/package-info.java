/** Passwords and usernames: hashing (RFC 9106), and the rules that a database connection sets for them. */
@NullMarked
package dev.gatehouse.server.password;

import org.jspecify.annotations.NullMarked;
