/** What tokens leave behind: assertions that were used. Table: used_assertion. */
@NullMarked
package dev.gatehouse.server.store.token;

import org.jspecify.annotations.NullMarked;
