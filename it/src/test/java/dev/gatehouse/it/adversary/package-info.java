/**
 * Attacks on the packaged server, from outside and all on loopback. What each asserts is a state, never a speed: that others are
 * served meanwhile, that the attack is refused or bounded, and that the server is as good as before once it is over.
 */
@NullMarked
package dev.gatehouse.it.adversary;

import org.jspecify.annotations.NullMarked;
