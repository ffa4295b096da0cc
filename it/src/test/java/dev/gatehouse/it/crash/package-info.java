/** The packaged server is killed under load: what it acknowledged has to be there. */
@NullMarked
package dev.gatehouse.it.crash;

import org.jspecify.annotations.NullMarked;
