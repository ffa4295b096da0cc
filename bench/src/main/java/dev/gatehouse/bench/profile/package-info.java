/** CPU profiles from recordings of Java Flight Recorder. */
@NullMarked
package dev.gatehouse.bench.profile;

import org.jspecify.annotations.NullMarked;
