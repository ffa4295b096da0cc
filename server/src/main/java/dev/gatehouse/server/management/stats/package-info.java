/** Routes: /stats. Table: log_event, by way of {@code event}. */
@NullMarked
package dev.gatehouse.server.management.stats;

import org.jspecify.annotations.NullMarked;
