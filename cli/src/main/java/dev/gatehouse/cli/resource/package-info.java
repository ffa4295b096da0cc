/** Commands about what is in a tenant: {@code users}, {@code roles}, {@code clients}, {@code connections}, and {@code token}. */
@NullMarked
package dev.gatehouse.cli.resource;

import org.jspecify.annotations.NullMarked;
