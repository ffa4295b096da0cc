/**
 * How users prove who they are, whatever the entrance: a password on a database connection, under attack protection, with the events
 * of the tenant's log. Tables and kinds: those of {@code user}, {@code credential} and {@code attackprotection}.
 */
@NullMarked
package dev.gatehouse.server.authentication;

import org.jspecify.annotations.NullMarked;
