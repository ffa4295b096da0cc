package dev.gatehouse.client;

import java.util.Map;

/** A request that a {@link ScriptedServer} received; the names of its headers are in lower case. */
record ReceivedRequest(String method, String target, Map<String, String> headers, String body) {
    String line() {
        return method + " " + target;
    }
}
