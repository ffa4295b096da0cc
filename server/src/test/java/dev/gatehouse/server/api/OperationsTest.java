package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.error.ErrorCode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The start fails where contract, handlers and the table of errors disagree. */
class OperationsTest {
    @Test
    void aCodeMustBeDeclaredWhereAKindRefusesWithIt() {
        assertFault(
                operations -> operations.refuses("roles.get", ErrorCode.RULE_CONFLICT),
                "roles.get refuses with rule_conflict, which its x-error does not declare");
    }

    @Test
    void aDeclaredCodeMustBeOneOfTheTable() {
        assertFaultInContract(
                responses -> responses.putObject("409").putArray("x-error").add("role_gone"),
                "roles.create declares the x-error role_gone, which is no code");
    }

    @Test
    void aDeclaredCodeMustHaveItsOwnStatus() {
        assertFaultInContract(
                responses -> responses.putObject("404").putArray("x-error").add("bad_request"),
                "roles.create declares the x-error bad_request with another status than 400");
    }

    @Test
    void anOperationMustHaveAHandler() {
        assertFault(operations -> {}, "roles.get has no handler");
    }

    /** @param change of the responses of {@code roles.create} */
    private static void assertFaultInContract(Consumer<ObjectNode> change, String fault) {
        ObjectNode document = Contract.management().document().deepCopy();
        change.accept((ObjectNode) document.at("/paths/~1roles/post/responses"));
        assertFault(new Operations(new Contract(document)), fault);
    }

    private static void assertFault(Consumer<Operations> mount, String fault) {
        Operations operations = new Operations(Contract.management());
        mount.accept(operations);
        assertFault(operations, fault);
    }

    private static void assertFault(Operations operations, String fault) {
        assertThatIllegalStateException().isThrownBy(() -> operations.served()).withMessageContaining(fault);
    }
}
