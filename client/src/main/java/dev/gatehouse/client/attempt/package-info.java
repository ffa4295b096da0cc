/** The attempts of a call or a token request: what is retried, when, and until when. */
@NullMarked
package dev.gatehouse.client.attempt;

import org.jspecify.annotations.NullMarked;
