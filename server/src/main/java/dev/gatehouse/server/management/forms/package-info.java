/** {@code /forms}: forms shown during a sign-in. Kind: form. */
@NullMarked
package dev.gatehouse.server.management.forms;

import org.jspecify.annotations.NullMarked;
