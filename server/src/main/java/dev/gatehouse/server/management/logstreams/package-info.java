/** Routes: /log-streams. Kind: log_stream. */
@NullMarked
package dev.gatehouse.server.management.logstreams;

import org.jspecify.annotations.NullMarked;
