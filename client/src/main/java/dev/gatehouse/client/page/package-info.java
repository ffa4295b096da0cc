/** Lists, a page at a time or all of it. */
@NullMarked
package dev.gatehouse.client.page;

import org.jspecify.annotations.NullMarked;
