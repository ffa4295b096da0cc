package dev.gatehouse.it.crash;

import dev.gatehouse.client.ManagementClient;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One request that writes.
 *
 * @param name for messages
 * @param effect what an estate becomes by it, as a whole or not at all
 * @param request sends it
 */
record Change(String name, UnaryOperator<Estate> effect, Consumer<ManagementClient> request) {
    @Override
    public String toString() {
        return name;
    }
}
