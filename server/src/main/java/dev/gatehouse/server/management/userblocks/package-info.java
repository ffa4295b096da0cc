/** Routes: /user-blocks. Table: failed_sign_in, by way of {@code attackprotection}. */
@NullMarked
package dev.gatehouse.server.management.userblocks;

import org.jspecify.annotations.NullMarked;
