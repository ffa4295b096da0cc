/** Routes: /inbox and what is below it, for this machine alone. Table: that of the package mail. */
@NullMarked
package dev.gatehouse.server.inbox;

import org.jspecify.annotations.NullMarked;
