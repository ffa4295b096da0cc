/**
 * Event streams: CloudEvents about users and the like that are delivered to webhooks, each on its own, with a few attempts.
 * Kinds: event_stream, event_delivery, event_stream_count.
 */
@NullMarked
package dev.gatehouse.server.eventstream;

import org.jspecify.annotations.NullMarked;
