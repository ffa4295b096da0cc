/** Auth0's client for Java against the packaged server, on both databases. */
@NullMarked
package dev.gatehouse.it.auth0;

import org.jspecify.annotations.NullMarked;
