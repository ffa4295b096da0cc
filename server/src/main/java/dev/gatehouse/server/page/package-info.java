/** What every page that people see has in common: its frame, its security headers, and text as HTML. */
@NullMarked
package dev.gatehouse.server.page;

import org.jspecify.annotations.NullMarked;
