/** The tenants of this server and how a request finds its own, by the host it was sent to. */
@NullMarked
package dev.gatehouse.server.tenant;

import org.jspecify.annotations.NullMarked;
