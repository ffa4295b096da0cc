/** What browsers hold for this server: the cookies of sessions and of the browser itself, which every entrance for people reads. */
@NullMarked
package dev.gatehouse.server.browser;

import org.jspecify.annotations.NullMarked;
