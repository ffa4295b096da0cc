package dev.gatehouse.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.FlatName;
import dev.gatehouse.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/coverage.md} is generated from the contract, so it cannot be out of date. */
class CoveragePageTest {
    private static final Path PAGE = Path.of("../docs/coverage.md");
    private static final String HEAD = """
            # Coverage

            Every operation of the Management API that Gatehouse describes: its method on `ManagementClient`, its method on a
            manager, the HTTP request it makes, and the scopes of which a token needs one. The client sends all of them and the
            server serves all of them: it does not start otherwise.

            `getAccessToken` is the one method that calls no operation of the Management API: it requests a token at
            `POST /oauth/token`, which the server serves.

            This page is generated, and the build fails where it is out of date.
            """;

    /** {@code getAccessToken}, which is no operation of the Management API. */
    private static final int TOKEN_METHODS = 1;

    private final List<Operation> operations = Contract.management().operations();

    @Test
    void isGeneratedFromTheContract() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
        }

        assertThat(page())
                .as("docs/coverage.md; to generate it again: ./mvnw test -pl server -am -Dgolden.update=true"
                        + " -Dtest=CoveragePageTest -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(Files.readString(PAGE));
    }

    /** As many as npm {@code auth0} 3.7 has. */
    @Test
    void namesEveryFlatMethodOnce() {
        List<String> names = operations.stream()
                .flatMap(operation -> FlatName.all(operation).stream())
                .toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(140 - TOKEN_METHODS);
    }

    private String page() {
        SortedMap<String, List<Operation>> managers = new TreeMap<>();
        operations.forEach(operation -> managers.computeIfAbsent(manager(operation), name -> new ArrayList<>())
                .add(operation));
        StringBuilder page = new StringBuilder(HEAD);
        page.append("""

                | managers | operations | methods on `ManagementClient` |
                |---:|---:|---:|
                """);
        page.append(summary(operations));
        managers.forEach((manager, all) -> page.append(section(manager, all)));
        return page.toString();
    }

    private static String summary(List<Operation> operations) {
        long managers =
                operations.stream().map(CoveragePageTest::manager).distinct().count();
        int flat = operations.stream()
                .mapToInt(operation -> FlatName.all(operation).size())
                .sum();
        return "| " + managers + " | " + operations.size() + " | " + (flat + TOKEN_METHODS) + " |\n";
    }

    private static String section(String manager, List<Operation> operations) {
        StringBuilder section = new StringBuilder("""

                ## %s

                | `ManagementClient` | manager | request | scopes |
                |---|---|---|---|
                """.formatted(manager));
        operations.forEach(operation -> section.append(row(operation)));
        return section.toString();
    }

    private static String row(Operation operation) {
        String flat = code(FlatName.all(operation));
        String scopes = code(operation.scopes());
        return "| %s | `%s` | `%s %s` | %s |\n"
                .formatted(flat, operation.id(), operation.method(), operation.path(), scopes);
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String manager(Operation operation) {
        return operation.id().substring(0, operation.id().indexOf('.'));
    }
}
