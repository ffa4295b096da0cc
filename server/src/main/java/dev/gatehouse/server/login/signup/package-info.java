/** {@code /u/signup}: the page that people make a user of themselves on. */
@NullMarked
package dev.gatehouse.server.login.signup;

import org.jspecify.annotations.NullMarked;
