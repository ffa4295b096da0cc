/** Routes: /tickets. Table: that of the package ticket. */
@NullMarked
package dev.gatehouse.server.management.tickets;

import org.jspecify.annotations.NullMarked;
