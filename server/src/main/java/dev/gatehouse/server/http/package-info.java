/** HTTP and TLS on Jetty: listeners, limits, request ids, the access log, health and metrics. It knows nothing of the API. */
@NullMarked
package dev.gatehouse.server.http;

import org.jspecify.annotations.NullMarked;
