package dev.gatehouse.it.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every method of every manager of Auth0's client is called, and what it answers is looked at. */
class ManagersThroughAuth0IT extends Auth0Test {
    private static final Path DIRECTORY = Path.of(System.getProperty("gatehouse.it.sources"), "managers");
    private static final JsonMapper JSON = new JsonMapper();

    /** What scenarios call that is newer than this client. It may only shrink. */
    private static final Set<String> NEWER = Set.of(
            "clients.previewCimdMetadata",
            "clients.registerCimdClient",
            "connections.directoryProvisioning.listSynchronizedGroups",
            "connections.directoryProvisioning.set",
            "connections.keys.create",
            "connections.scimConfiguration.list",
            "customDomains.getDefault",
            "customDomains.setDefault",
            "groups.delete",
            "organizations.connections.create",
            "organizations.connections.delete",
            "organizations.connections.get",
            "organizations.connections.list",
            "organizations.connections.update",
            "rateLimitPolicies.create",
            "refreshTokens.list",
            "refreshTokens.revoke");

    /**
     * What this client cannot read by faults of its own: of an event it expects {@code data} as text, where tenants answer
     * an object; of the templates for credentials it asks for a page after the last.
     */
    private static final Set<String> FAULTY = Set.of(
            "eventStreams.test",
            "eventStreams.deliveries.getHistory",
            "eventStreams.deliveries.list",
            "verifiableCredentials.verification.templates.list");

    @TestFactory
    List<DynamicNode> calls() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        List<DynamicNode> tests = new ArrayList<>();
        Set<String> newer = new TreeSet<>();
        for (Path file : files()) {
            Scenario scenario = new Scenario(new Managers(newApi()));
            scenarios.add(scenario);
            for (JsonNode step : JSON.readTree(file.toFile())) {
                String called = step.path("call").asText(step.path("crud").asText() + ".create");
                if (!Managers.methods().contains(called)) {
                    newer.add(called);
                } else if (!FAULTY.contains(called)) {
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + called, () -> scenario.run(step)));
                }
            }
        }
        tests.add(DynamicTest.dynamicTest(
                "knows all but what is newer", () -> assertThat(newer).containsExactlyInAnyOrderElementsOf(NEWER)));
        tests.add(DynamicTest.dynamicTest("calls every method", () -> callsEveryMethod(scenarios)));
        return tests;
    }

    private static void callsEveryMethod(List<Scenario> scenarios) throws IOException {
        Set<String> uncalled = new TreeSet<>(Managers.methods());
        scenarios.forEach(scenario -> uncalled.removeAll(scenario.called()));
        Set<String> listed = new TreeSet<>(
                JSON.readValue(DIRECTORY.resolve("uncalled.json").toFile(), new TypeReference<List<String>>() {}));
        listed.retainAll(Managers.methods());
        listed.addAll(FAULTY);
        assertThat(uncalled).containsExactlyElementsOf(listed);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".json") && !file.endsWith("uncalled.json"))
                    .sorted()
                    .toList();
        }
    }
}
