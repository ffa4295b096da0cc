/** {@code /connection-profiles}: what self-service connections have in common. Kind: connection_profile. */
@NullMarked
package dev.gatehouse.server.management.connectionprofiles;

import org.jspecify.annotations.NullMarked;
