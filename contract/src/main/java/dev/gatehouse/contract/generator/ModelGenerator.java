package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One view per schema, and per object that a schema describes in place: getters for all, setters for what is sent. */
final class ModelGenerator {
    private final Contract contract;

    ModelGenerator(Contract contract) {
        this.contract = contract;
    }

    List<JavaFile> generate() {
        Set<String> sent = new TreeSet<>();
        contract.operations().forEach(operation -> collect(operation.source().path("requestBody"), sent, false));
        Set<String> named = named();
        NestedTypes nested = nested(contract);
        EnumConstants lists = new EnumConstants(contract, named, nested);
        List<JavaFile> files = new ArrayList<>();
        for (String name : named) {
            ModelType type = new ModelType(name, contract.schema(name), nested, secrets(contract.schema(name)));
            TypeSpec.Builder model = type.generate(sent.contains(name));
            currentForm(name, named).ifPresent(current -> type.addFrom(model, current, contract.schema(current)));
            lists.addTo(model, name);
            files.add(Names.file(Names.MODEL, model.build()));
        }
        nested.schemas().forEach((name, schema) -> {
            TypeSpec.Builder model = new ModelType(name, schema, nested, secrets(schema)).generate(true);
            lists.addTo(model, name);
            files.add(Names.file(Names.MODEL, model.build()));
        });
        return files;
    }

    /**
     * The schemas that have a class. One that no operation leads to only lends its properties to others; errors are exceptions,
     * and no models.
     */
    private Set<String> named() {
        Set<String> named = new TreeSet<>();
        contract.operations().forEach(operation -> collect(operation.source(), named, false));
        named.remove("Error");
        return named;
    }

    /** The classes of objects that are described in place. */
    static NestedTypes nested(Contract contract) {
        return new NestedTypes(contract, new ModelGenerator(contract).named());
    }

    /** The view that an update begins with, as {@code Role} for {@code RoleUpdate}. */
    private static Optional<String> currentForm(String name, Set<String> named) {
        String current = name.endsWith("Update") ? name.substring(0, name.length() - "Update".length()) : "";
        return Optional.of(current).filter(named::contains);
    }

    /**
     * Adds the names of the schemas that {@code node} refers to, itself or by way of others.
     *
     * @param alternatives whether those are wanted too that a member beside the value decides between: they have no classes,
     *     since a class for each strategy of a connection would double the size of the client
     */
    private void collect(JsonNode node, Set<String> names, boolean alternatives) {
        if (node.path("$ref").isTextual()) {
            String name = Contract.referredName((ObjectNode) node);
            if (names.add(name)) {
                collect(contract.schema(name), names, alternatives);
            }
        }
        node.properties().forEach(member -> {
            if (alternatives || !node.has("x-schema-by") || !member.getKey().equals("anyOf")) {
                collect(member.getValue(), names, alternatives);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> collect(child, names, alternatives));
        }
    }

    /** The secrets of the models within too, since they are shown together. */
    private Set<String> secrets(JsonNode schema) {
        Set<String> within = new LinkedHashSet<>();
        collect(schema, within, true);
        Set<String> secrets = new TreeSet<>();
        collectSecrets(schema, secrets);
        within.forEach(each -> collectSecrets(contract.schema(each), secrets));
        return secrets;
    }

    private static void collectSecrets(JsonNode schema, Set<String> names) {
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().path("x-secret").asBoolean()) {
                names.add(property.getKey());
            }
        });
        schema.forEach(child -> collectSecrets(child, names));
    }
}
