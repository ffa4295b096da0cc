/** Routes: /guardian. Kinds: those of the packages guardian and credential. */
@NullMarked
package dev.gatehouse.server.management.guardian;

import org.jspecify.annotations.NullMarked;
