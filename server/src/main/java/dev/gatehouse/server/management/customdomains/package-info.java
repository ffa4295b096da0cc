/** Routes: /custom-domains. Kind: custom_domain. */
@NullMarked
package dev.gatehouse.server.management.customdomains;

import org.jspecify.annotations.NullMarked;
