/**
 * Auth0's clients for Node, old and new, against the packaged server. Beside them a validator of OpenAPI
 * documents. The tests are in src/test/node.
 */
@NullMarked
package dev.gatehouse.it.node;

import org.jspecify.annotations.NullMarked;
