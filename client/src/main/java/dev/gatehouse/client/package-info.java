/** A client of the Management API: {@link dev.gatehouse.client.ManagementClient} and its asynchronous twin. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
