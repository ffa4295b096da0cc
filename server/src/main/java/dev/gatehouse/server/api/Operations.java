package dev.gatehouse.server.api;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which handler serves which operation of the contract. */
public final class Operations {
    private final Map<String, Operation> described;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public Operations(Contract contract) {
        described = contract.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    }

    /** Serves the operation with that {@code operationId} by {@code handler}. */
    public void serve(String operationId, Handler handler) {
        if (!described.containsKey(operationId)) {
            faults.add(operationId + " has a handler, but the contract does not describe it");
        } else if (handlers.putIfAbsent(operationId, handler) != null) {
            faults.add(operationId + " has two handlers");
        }
    }

    /**
     * Every operation with its handler, or with the answer 501 when it is on the list of those not served yet.
     *
     * @throws IllegalStateException naming every operation with no handler and no line on that list, with both, or with a
     *     handler and no description
     */
    Map<Operation, Handler> served(Collection<String> notServed, Handler notServedYet) {
        Map<Operation, Handler> served = new LinkedHashMap<>();
        for (Operation operation : described.values()) {
            boolean listed = notServed.contains(operation.id());
            Handler handler = handlers.get(operation.id());
            if (handler == null && !listed) {
                faults.add(operation.id() + " has neither a handler nor a line on the list of what is not served");
            } else if (handler != null && listed) {
                faults.add(operation.id() + " is served: take it off the list of what is not");
            }
            served.put(operation, handler == null ? notServedYet : handler);
        }
        Set<String> unknown =
                notServed.stream().filter(id -> !described.containsKey(id)).collect(Collectors.toSet());
        unknown.forEach(id -> faults.add(id + " is listed as not served, but the contract does not describe it"));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Contract and handlers disagree:\n  " + String.join("\n  ", faults));
        }
        return served;
    }
}
