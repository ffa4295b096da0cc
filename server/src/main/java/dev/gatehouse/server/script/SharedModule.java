package dev.gatehouse.server.script;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A module that a script can require as {@code actions:NAME}.
 *
 * @param name its name, without the prefix
 * @param code its source, a CommonJS module
 * @param secrets the secrets that it is given, by their names
 */
public record SharedModule(String name, String code, ObjectNode secrets) {
    @Override
    public String toString() {
        return "SharedModule[" + name + "]";
    }
}
