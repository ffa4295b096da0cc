/**
 * HTTP/1.1 over sockets (RFC 9112), with TLS and through proxies: the transport that clients use unless they are given
 * another. It knows nothing of the API.
 */
@NullMarked
package dev.gatehouse.client.http1;

import org.jspecify.annotations.NullMarked;
