/**
 * How requests leave: the transport interface, and the attempts that calls and
 * token requests alike make over it.
 */
@NullMarked
package dev.gatehouse.client.http;

import org.jspecify.annotations.NullMarked;
