/**
 * HTTP calls that the server makes by itself: log streams, event streams, hooks, metadata. It decides which addresses they may
 * go to, looks each name up once and connects to exactly what it has checked, follows no redirects, and bounds time and size.
 */
@NullMarked
package dev.gatehouse.server.outbound;

import org.jspecify.annotations.NullMarked;
