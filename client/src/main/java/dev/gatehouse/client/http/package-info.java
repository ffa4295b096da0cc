/** How requests leave: the transport interface, and its implementation on the JDK's HTTP client. */
@NullMarked
package dev.gatehouse.client.http;

import org.jspecify.annotations.NullMarked;
