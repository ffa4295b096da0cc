/** The one table of errors, and the refusal that domain rules throw. Below all other packages. */
@NullMarked
package dev.gatehouse.server.error;

import org.jspecify.annotations.NullMarked;
