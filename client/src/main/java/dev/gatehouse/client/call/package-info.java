/** The life of a call: its token, its retries and its answer. */
@NullMarked
package dev.gatehouse.client.call;

import org.jspecify.annotations.NullMarked;
