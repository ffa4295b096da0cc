/** What the OAuth 2.0 endpoints share: their parameters, and the one table and form of their errors (RFC 6749 §5.2). */
@NullMarked
package dev.gatehouse.server.oauth;

import org.jspecify.annotations.NullMarked;
