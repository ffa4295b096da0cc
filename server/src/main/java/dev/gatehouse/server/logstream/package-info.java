/**
 * Log streams: what is kept of one, and how its events get to where it sends to: in order, at least once, in batches, and again
 * after a pause when that fails. Kinds: log_stream, log_stream_progress. The events and the marks of those delivered belong to
 * the package event.
 */
@NullMarked
package dev.gatehouse.server.logstream;

import org.jspecify.annotations.NullMarked;
