/** Auth0's clients for Node, old and new, against the packaged server. Their tests are in src/test/node. */
@NullMarked
package dev.gatehouse.it.node;

import org.jspecify.annotations.NullMarked;
