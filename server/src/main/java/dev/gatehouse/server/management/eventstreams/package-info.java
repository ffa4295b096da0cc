/** Routes: /event-streams. Its documents belong to the package eventstream. */
@NullMarked
package dev.gatehouse.server.management.eventstreams;

import org.jspecify.annotations.NullMarked;
