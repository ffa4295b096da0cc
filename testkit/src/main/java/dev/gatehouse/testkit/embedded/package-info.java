/**
 * The server's side of the border: what is here is loaded together with the server, apart from the tests, and shares nothing
 * with them but the JDK's own types.
 */
@NullMarked
package dev.gatehouse.testkit.embedded;

import org.jspecify.annotations.NullMarked;
