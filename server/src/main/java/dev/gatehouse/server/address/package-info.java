/** IP addresses and ranges of them, as operators and tenants write them. */
@NullMarked
package dev.gatehouse.server.address;

import org.jspecify.annotations.NullMarked;
