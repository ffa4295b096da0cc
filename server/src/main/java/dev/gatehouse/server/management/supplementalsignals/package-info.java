/** {@code /supplemental-signals}: signals of a proxy in front. Kind: supplemental_signals. */
@NullMarked
package dev.gatehouse.server.management.supplementalsignals;

import org.jspecify.annotations.NullMarked;
