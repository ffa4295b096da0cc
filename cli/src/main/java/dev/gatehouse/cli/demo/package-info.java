/** {@code gatehouse demo}: a tour of the client on a tenant that is thrown away. */
@NullMarked
package dev.gatehouse.cli.demo;

import org.jspecify.annotations.NullMarked;
