/** Rules: scripts of the older kind that run at a sign-in, in their order. Kind: rule. */
@NullMarked
package dev.gatehouse.server.rule;

import org.jspecify.annotations.NullMarked;
