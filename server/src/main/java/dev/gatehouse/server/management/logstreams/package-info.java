/** Routes: /log-streams. Its documents belong to the package logstream. */
@NullMarked
package dev.gatehouse.server.management.logstreams;

import org.jspecify.annotations.NullMarked;
