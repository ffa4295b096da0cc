/** Route: /u/reset-password, which a mailed link leads to. */
@NullMarked
package dev.gatehouse.server.login.resetpassword;

import org.jspecify.annotations.NullMarked;
