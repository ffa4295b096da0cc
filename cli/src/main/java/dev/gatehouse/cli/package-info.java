/** The command {@code gatehouse}: its subcommands, exit statuses and version. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
