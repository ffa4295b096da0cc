/** What a user is told when the server cannot start. */
@NullMarked
package dev.gatehouse.it.refusal;

import org.jspecify.annotations.NullMarked;
