/**
 * A tenant for tests: in the JVM of the tests, with a clock that can be set, faults on demand and the limits of a plan, and
 * the extension of JUnit 5 that starts and stops it.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
