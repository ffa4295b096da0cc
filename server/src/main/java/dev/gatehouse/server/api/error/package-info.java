/** The one table of the Management API's errors, and how a refusal is written. */
@NullMarked
package dev.gatehouse.server.api.error;

import org.jspecify.annotations.NullMarked;
