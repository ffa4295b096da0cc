/** {@code GET /}: a page that says what answers here. It shows nothing that needs a token. */
@NullMarked
package dev.gatehouse.server.home;

import org.jspecify.annotations.NullMarked;
