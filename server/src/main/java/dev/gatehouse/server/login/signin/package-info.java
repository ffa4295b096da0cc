/** {@code /u/login}: the page that people sign in on, with an identifier and a password. */
@NullMarked
package dev.gatehouse.server.login.signin;

import org.jspecify.annotations.NullMarked;
