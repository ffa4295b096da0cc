/** The server's configuration: every setting declared once, for the command line, the environment, the file and the docs. */
@NullMarked
package dev.gatehouse.server.configuration;

import org.jspecify.annotations.NullMarked;
