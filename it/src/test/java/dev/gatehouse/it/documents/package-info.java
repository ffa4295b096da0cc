/** What the documents show and say, tried out and compared with what is there. */
@NullMarked
package dev.gatehouse.it.documents;

import org.jspecify.annotations.NullMarked;
