/** Routes: /resource-servers, by id and by identifier. Kind: resource_server; its client grants and permissions go with it. */
@NullMarked
package dev.gatehouse.server.management.resourceservers;

import org.jspecify.annotations.NullMarked;
