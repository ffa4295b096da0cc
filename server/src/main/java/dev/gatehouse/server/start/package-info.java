/** Starting the server: the command line, the first start's bootstrap, and the wiring of all services. Nothing imports it. */
@NullMarked
package dev.gatehouse.server.start;

import org.jspecify.annotations.NullMarked;
