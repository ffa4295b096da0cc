package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a script ended.
 *
 * @param value what the adapter returned; null where the run ended with an error
 * @param error the error it ended with; null where there is none
 * @param console what it wrote to its console, a line for each call, cut off at the limit
 * @param preparing how long it took until the script was loaded
 * @param running how long it ran from then on
 */
public record ScriptOutcome(
        @Nullable JsonNode value, @Nullable ScriptError error, String console, Duration preparing, Duration running) {}
