/** New identifiers and secrets, in the forms the API gives them. Injected wherever one is made, so that tests can fix them. */
@NullMarked
package dev.gatehouse.server.identifier;

import org.jspecify.annotations.NullMarked;
