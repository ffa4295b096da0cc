/** {@code /u/reset-password/request}: where people ask for the mail that lets them choose another password. */
@NullMarked
package dev.gatehouse.server.login.resetrequest;

import org.jspecify.annotations.NullMarked;
