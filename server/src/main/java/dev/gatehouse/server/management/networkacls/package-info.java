/** {@code /network-acls}: where requests may come from. Kind: network_acl. */
@NullMarked
package dev.gatehouse.server.management.networkacls;

import org.jspecify.annotations.NullMarked;
