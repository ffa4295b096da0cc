/** Routes: /grants. Kind: user_grant (package {@code session}). */
@NullMarked
package dev.gatehouse.server.management.grants;

import org.jspecify.annotations.NullMarked;
