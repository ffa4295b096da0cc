/** The packaged server as a process: started, told to stop, killed. */
@NullMarked
package dev.gatehouse.it.server;

import org.jspecify.annotations.NullMarked;
