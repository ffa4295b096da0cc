/** Permissions, as the API shows them: with the name and the description that their API gives them. */
@NullMarked
package dev.gatehouse.server.permission;

import org.jspecify.annotations.NullMarked;
