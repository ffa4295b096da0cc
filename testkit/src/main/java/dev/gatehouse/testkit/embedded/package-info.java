/**
 * Loaded in the server's class loader, which shares nothing with that of the tests but the JDK's own types.
 */
@NullMarked
package dev.gatehouse.testkit.embedded;

import org.jspecify.annotations.NullMarked;
