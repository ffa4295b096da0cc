/** Where a recording of the JDK's flight recorder says that the time went. */
@NullMarked
package dev.gatehouse.bench.profile;

import org.jspecify.annotations.NullMarked;
