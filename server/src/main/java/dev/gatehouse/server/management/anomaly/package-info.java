/** Route: /anomaly/blocks/ips. Table: address_throttle, by way of {@code attackprotection}. */
@NullMarked
package dev.gatehouse.server.management.anomaly;

import org.jspecify.annotations.NullMarked;
