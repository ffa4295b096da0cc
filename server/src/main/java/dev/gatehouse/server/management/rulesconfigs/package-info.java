/** Routes: /rules-configs, the values that rules read. Kind: rules_config, whose values are never listed. */
@NullMarked
package dev.gatehouse.server.management.rulesconfigs;

import org.jspecify.annotations.NullMarked;
