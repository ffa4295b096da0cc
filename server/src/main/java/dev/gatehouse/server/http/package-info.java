/**
 * HTTP and TLS on Jetty: listeners, the router, cookies and forms, limits, request ids, the access log, health and metrics. It
 * knows nothing of the API.
 */
@NullMarked
package dev.gatehouse.server.http;

import org.jspecify.annotations.NullMarked;
