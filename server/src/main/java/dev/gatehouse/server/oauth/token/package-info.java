/**
 * {@code POST /oauth/token} (RFC 6749 §3.2): client authentication by secret (§2.3.1) or by assertion (RFC 7523), then the
 * grant, one class each; and {@code POST /oauth/revoke} (RFC 7009). Works with the clients, resource servers and client grants in the
 * document store, and with the codes and refresh tokens of users.
 */
@NullMarked
package dev.gatehouse.server.oauth.token;

import org.jspecify.annotations.NullMarked;
