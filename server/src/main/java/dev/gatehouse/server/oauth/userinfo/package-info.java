/** {@code GET|POST /userinfo}: what a client may know of its user (OpenID Connect Core §5.3). */
@NullMarked
package dev.gatehouse.server.oauth.userinfo;

import org.jspecify.annotations.NullMarked;
