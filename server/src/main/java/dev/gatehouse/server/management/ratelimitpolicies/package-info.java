/** {@code /rate-limit-policies}: how often clients may ask for tokens. Kind: rate_limit_policy. */
@NullMarked
package dev.gatehouse.server.management.ratelimitpolicies;

import org.jspecify.annotations.NullMarked;
