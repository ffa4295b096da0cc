/** Route: /u/email-verification, which a mailed link leads to. */
@NullMarked
package dev.gatehouse.server.login.emailverification;

import org.jspecify.annotations.NullMarked;
