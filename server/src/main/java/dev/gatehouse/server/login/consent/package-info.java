/** {@code /u/consent}: where people are asked what a client may do for them. */
@NullMarked
package dev.gatehouse.server.login.consent;

import org.jspecify.annotations.NullMarked;
