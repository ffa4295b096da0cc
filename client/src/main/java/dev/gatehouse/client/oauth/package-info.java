/** Access tokens by the client credentials grant (RFC 6749 §4.4) and how a client authenticates for them. */
@NullMarked
package dev.gatehouse.client.oauth;

import org.jspecify.annotations.NullMarked;
