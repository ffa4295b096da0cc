/** {@code GET /v2/logout} and {@code GET|POST /oidc/logout} (OpenID Connect RP-Initiated Logout 1.0): the end of a session. */
@NullMarked
package dev.gatehouse.server.oauth.logout;

import org.jspecify.annotations.NullMarked;
