/** Templates in Liquid that a tenant's administrators write: checked when they are saved, and rendered within limits. */
@NullMarked
package dev.gatehouse.server.liquid;

import org.jspecify.annotations.NullMarked;
