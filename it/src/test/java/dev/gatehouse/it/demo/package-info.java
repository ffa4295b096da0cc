/** {@code gatehouse demo}, as it is shipped. */
@NullMarked
package dev.gatehouse.it.demo;

import org.jspecify.annotations.NullMarked;
