/** Routes: /client-grants. Kind: client_grant. */
@NullMarked
package dev.gatehouse.server.management.clientgrants;

import org.jspecify.annotations.NullMarked;
