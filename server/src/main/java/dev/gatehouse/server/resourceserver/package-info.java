/** Resource servers: the APIs that tokens are issued for. Kind: resource_server; their permissions go with them. */
@NullMarked
package dev.gatehouse.server.resourceserver;

import org.jspecify.annotations.NullMarked;
