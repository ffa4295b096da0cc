/** Route: /migrations. Kind: migration_flags, one document (package {@code settings}). */
@NullMarked
package dev.gatehouse.server.management.migrations;

import org.jspecify.annotations.NullMarked;
