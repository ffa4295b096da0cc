/** Which foreign tokens clients exchange for tokens of the tenant. Kind: token_exchange_profile. */
@NullMarked
package dev.gatehouse.server.tokenexchange;

import org.jspecify.annotations.NullMarked;
