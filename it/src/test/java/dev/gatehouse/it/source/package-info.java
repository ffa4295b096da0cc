/** Rules for the sources of every module that no compiler checks. */
@NullMarked
package dev.gatehouse.it.source;

import org.jspecify.annotations.NullMarked;
