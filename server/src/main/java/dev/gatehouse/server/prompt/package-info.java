/** What the sign-in pages say and how they are rendered. Kinds: prompt_settings, prompt_text, prompt_partials, prompt_rendering, push_app. */
@NullMarked
package dev.gatehouse.server.prompt;

import org.jspecify.annotations.NullMarked;
