/** The server's certificate: yours, or one issued by a local authority made at the first start. */
@NullMarked
package dev.gatehouse.server.tls;

import org.jspecify.annotations.NullMarked;
