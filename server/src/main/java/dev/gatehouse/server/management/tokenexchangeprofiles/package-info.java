/** {@code /token-exchange-profiles}: which foreign tokens are exchanged. Kind: token_exchange_profile. */
@NullMarked
package dev.gatehouse.server.management.tokenexchangeprofiles;

import org.jspecify.annotations.NullMarked;
