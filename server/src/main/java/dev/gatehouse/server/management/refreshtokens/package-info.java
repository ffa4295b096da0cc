/** Routes: /refresh-tokens. Kind: refresh_token (package {@code session}). */
@NullMarked
package dev.gatehouse.server.management.refreshtokens;

import org.jspecify.annotations.NullMarked;
