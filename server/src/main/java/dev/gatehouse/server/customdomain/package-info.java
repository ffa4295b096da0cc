/** Domains of the tenant's own, and how DNS proves that they are. Kind: custom_domain. */
@NullMarked
package dev.gatehouse.server.customdomain;

import org.jspecify.annotations.NullMarked;
