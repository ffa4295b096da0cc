/** Organizations: their views, members, connections, invitations, client grants and domains. Kinds: those of the same names. */
@NullMarked
package dev.gatehouse.server.organization;

import org.jspecify.annotations.NullMarked;
