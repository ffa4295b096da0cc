package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One run of a script.
 *
 * @param adapter the function of a library that calls the script, by its name in {@code gatehouse.adapters}
 * @param script the script
 * @param modules the modules that it can require
 * @param input what the adapter is given
 */
public record ScriptCall(String adapter, Script script, List<SharedModule> modules, JsonNode input) {
    public ScriptCall {
        modules = List.copyOf(modules);
    }

    /** Without the input, which holds secrets. */
    @Override
    public String toString() {
        return "ScriptCall[" + adapter + "]";
    }
}
