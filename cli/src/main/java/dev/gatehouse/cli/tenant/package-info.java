/** Which tenant a command works with, and tenants that last as long as a command. */
@NullMarked
package dev.gatehouse.cli.tenant;

import org.jspecify.annotations.NullMarked;
