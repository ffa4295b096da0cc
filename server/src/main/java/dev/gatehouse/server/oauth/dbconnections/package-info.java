/**
 * {@code POST /dbconnections/signup} and {@code /dbconnections/change_password}: what login pages of applications' own call. Their errors
 * have a form of their own.
 */
@NullMarked
package dev.gatehouse.server.oauth.dbconnections;

import org.jspecify.annotations.NullMarked;
