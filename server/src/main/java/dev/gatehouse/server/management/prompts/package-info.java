/** Routes: /prompts, their texts, partials and rendering. Kinds: those of the package prompt. */
@NullMarked
package dev.gatehouse.server.management.prompts;

import org.jspecify.annotations.NullMarked;
