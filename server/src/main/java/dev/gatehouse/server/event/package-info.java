/** The tenant's log: events of what was done and tried. Table: log_event. Types are those of the API's list of log event types. */
@NullMarked
package dev.gatehouse.server.event;

import org.jspecify.annotations.NullMarked;
