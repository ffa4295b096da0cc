/** Asynchronous building blocks: waits, time, sequences of futures and executors. */
@NullMarked
package dev.gatehouse.client.async;

import org.jspecify.annotations.NullMarked;
