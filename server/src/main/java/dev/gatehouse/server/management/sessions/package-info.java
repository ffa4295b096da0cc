/** Routes: /sessions. Kind: session (package {@code session}). */
@NullMarked
package dev.gatehouse.server.management.sessions;

import org.jspecify.annotations.NullMarked;
