/** Routes: /branding, its template, themes and phone messages. Kinds: those of the package branding. */
@NullMarked
package dev.gatehouse.server.management.branding;

import org.jspecify.annotations.NullMarked;
