package dev.gatehouse.server.api;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which handler serves which operation of the contract, and the transaction it needs:
 *
 * <pre>{@code
 * operations.read("roles.get", (tx, request) -> ApiResponse.of(roles.require(tx, request.id())));
 * operations.write("roles.delete", this::delete);
 * operations.prepare("users.create", creation::hash, creation::insert);
 * }</pre>
 */
public final class Operations {
    private static final Map<String, ErrorCode> CODES =
            Stream.of(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::contractName, Function.identity()));

    private final Contract contract;
    private final Map<String, Operation> described;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public Operations(Contract contract) {
        this.contract = contract;
        described = contract.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work {
        /**
         * @throws dev.gatehouse.server.error.Rejection to refuse the request: nothing was done then
         */
        ApiResponse run(Transaction tx, ApiRequest request);
    }

    /** What is done before a write because it is slow, as hashing a password is. */
    @FunctionalInterface
    public interface Preparation<P> {
        P prepare(Transactions transactions, ApiRequest request);
    }

    /** What is done in a transaction with what was prepared. */
    @FunctionalInterface
    public interface PreparedWork<P> {
        ApiResponse run(Transaction tx, ApiRequest request, P prepared);
    }

    /** A part of work that is too long for one transaction. */
    @FunctionalInterface
    public interface Batch {
        /** Does a part; whether there is more. */
        boolean run(Transaction tx, ApiRequest request);
    }

    /** Serves an operation in one consistent view of the tenant. */
    public void read(String operationId, Work work) {
        serve(operationId, (transactions, request) -> transactions.read(tx -> work.run(tx, request)));
    }

    /**
     * Serves an operation in one transaction, which also takes the event for the log. The work may run twice: it must be
     * quick and must have no effect elsewhere.
     */
    public void write(String operationId, Work work) {
        serve(operationId, (transactions, request) -> transactions.write(work));
    }

    /**
     * Serves an operation by slow work before the write. What the preparation read may have changed when the write runs:
     * the write looks again. A preparation may write, in parts, what nobody sees before the write.
     */
    public <P> void prepare(String operationId, Preparation<P> preparation, PreparedWork<P> work) {
        serve(operationId, (transactions, request) -> {
            P prepared = preparation.prepare(transactions, request.copy());
            return transactions.write((tx, again) -> work.run(tx, again, prepared));
        });
    }

    /** As {@link #prepare}, for work that changes nothing: it leaves no event. */
    public <P> void prepareRead(String operationId, Preparation<P> preparation, PreparedWork<P> work) {
        serve(operationId, (transactions, request) -> {
            P prepared = preparation.prepare(transactions, request);
            return transactions.read(tx -> work.run(tx, request, prepared));
        });
    }

    /**
     * Serves an operation that would hold up other writes for too long: parts of it in transactions of their own until there
     * is no more, then the last in one with the event.
     */
    public void inBatches(String operationId, Batch batch, Work last) {
        serve(operationId, (transactions, request) -> {
            boolean more = true;
            while (more) {
                more = transactions.writePart(tx -> batch.run(tx, request.copy()));
            }
            return transactions.write(last);
        });
    }

    /**
     * Says that an operation can refuse with these codes: the start fails when the contract does not declare them for it.
     */
    public void refuses(String operationId, ErrorCode... codes) {
        Operation operation = described.get(operationId);
        if (operation == null) {
            return;
        }
        for (ErrorCode code : codes) {
            String name = code.contractName();
            if (!operation.errors().contains(name) && !contract.errors().contains(name)) {
                faults.add(operationId + " refuses with " + name + ", which its x-error does not declare");
            }
        }
    }

    private void serve(String operationId, Handler handler) {
        if (!described.containsKey(operationId)) {
            faults.add(operationId + " has a handler, but the contract does not describe it");
        } else if (handlers.putIfAbsent(operationId, handler) != null) {
            faults.add(operationId + " has two handlers");
        }
    }

    /**
     * Every operation with its handler.
     *
     * @throws IllegalStateException naming every operation with no handler, with two, or with a handler and no description
     */
    Map<Operation, Handler> served() {
        Map<Operation, Handler> served = new LinkedHashMap<>();
        for (Operation operation : described.values()) {
            Handler handler = handlers.get(operation.id());
            if (handler == null) {
                faults.add(operation.id() + " has no handler");
            } else {
                served.put(operation, handler);
            }
            operation.errors().forEach(code -> checkDeclared(operation, code));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Contract and handlers disagree:\n  " + String.join("\n  ", faults));
        }
        return served;
    }

    private void checkDeclared(Operation operation, String name) {
        ErrorCode code = CODES.get(name);
        if (code == null) {
            faults.add(operation.id() + " declares the x-error " + name + ", which is no code");
        } else if (!operation.errors(code.status()).contains(name)) {
            faults.add(operation.id() + " declares the x-error " + name + " with another status than " + code.status());
        }
    }
}
