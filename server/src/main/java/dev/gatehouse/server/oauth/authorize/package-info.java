/**
 * {@code GET|POST /authorize} (RFC 6749 §3.1, OpenID Connect Core §3, PKCE of RFC 7636) and {@code GET /authorize/resume}, where a
 * request goes on after the login pages.
 */
@NullMarked
package dev.gatehouse.server.oauth.authorize;

import org.jspecify.annotations.NullMarked;
