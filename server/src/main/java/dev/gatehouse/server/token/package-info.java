/** Access tokens: the tenant's signing keys (RFC 7517), issuing (RFC 9068, RFC 7519) and verification (RFC 6750). */
@NullMarked
package dev.gatehouse.server.token;

import org.jspecify.annotations.NullMarked;
