/** Writes the users of a tenant to a file, and lets it be fetched by a link that expires. Routes: /exports/{file}. */
@NullMarked
package dev.gatehouse.server.userexport;

import org.jspecify.annotations.NullMarked;
