package dev.gatehouse.it.crash;

import dev.gatehouse.client.ManagementClient;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One request that writes.
 *
 * @param name for messages
 * @param effect the state after the change, which is applied as a whole or not at all
 * @param request sends it
 */
record Change(String name, UnaryOperator<WriterState> effect, Consumer<ManagementClient> request) {
    @Override
    public String toString() {
        return name;
    }
}
