/** The commands that are not the server's: each works through the client, as anyone's program would. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
