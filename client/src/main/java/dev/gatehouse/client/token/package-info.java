/** Where access tokens come from. */
@NullMarked
package dev.gatehouse.client.token;

import org.jspecify.annotations.NullMarked;
