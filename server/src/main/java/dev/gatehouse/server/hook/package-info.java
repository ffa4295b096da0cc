/** Hooks: scripts of the older kind that run outside of a sign-in, and their secrets. Kinds: hook, hook_secrets. */
@NullMarked
package dev.gatehouse.server.hook;

import org.jspecify.annotations.NullMarked;
