package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.MarkedMembers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the documents of each kind hold secrets: the members that the contract marks {@code x-secret}, and those of the kind
 * that no schema shows. Thread-safe.
 */
public final class SecretMembers {
    /** What marks a secret in the contract. */
    public static final String KEYWORD = "x-secret";

    private final @Nullable Contract contract;
    private final Map<Kind, MarkedMembers> known = new ConcurrentHashMap<>();

    /** Those of {@code contract}. */
    public SecretMembers(Contract contract) {
        this.contract = contract;
    }

    private SecretMembers() {
        contract = null;
    }

    /** Without a contract: those that kinds name themselves. */
    public static SecretMembers ofKindsAlone() {
        return new SecretMembers();
    }

    /**
     * The secrets of a kind.
     *
     * @throws IllegalArgumentException when the contract has no schema of a name that the kind gives
     */
    public MarkedMembers of(Kind kind) {
        return known.computeIfAbsent(kind, this::find);
    }

    private MarkedMembers find(Kind kind) {
        MarkedMembers found = MarkedMembers.at(kind.secrets());
        if (contract != null) {
            for (String schema : kind.schemas()) {
                ObjectNode source = contract.schema(schema);
                found = found.and(MarkedMembers.of(contract, source, KEYWORD));
            }
        }
        return found;
    }
}
