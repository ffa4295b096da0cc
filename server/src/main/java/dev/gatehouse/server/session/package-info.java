/**
 * What the sign-ins of users leave: sessions, refresh tokens, grants, keys of devices, accounts and token sets elsewhere, browsers and devices known.
 * Each is a kind of document that goes with its user.
 */
@NullMarked
package dev.gatehouse.server.session;

import org.jspecify.annotations.NullMarked;
