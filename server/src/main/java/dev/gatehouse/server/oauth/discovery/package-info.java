/** {@code GET /.well-known/openid-configuration} (OpenID Connect Discovery 1.0) and {@code GET /.well-known/jwks.json} (RFC 7517). */
@NullMarked
package dev.gatehouse.server.oauth.discovery;

import org.jspecify.annotations.NullMarked;
