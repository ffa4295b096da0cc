/** Routes: /logs, /users/{id}/logs. Reads the events that the package event writes. */
@NullMarked
package dev.gatehouse.server.management.logs;

import org.jspecify.annotations.NullMarked;
