package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.ClassName;
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
        contract.operations().forEach(operation -> collect(operation.source().path("requestBody"), sent));
        Set<String> named = named();
        NestedTypes nested = nested(contract);
        SharedBases bases = new SharedBases(contract, nested, named, sent);
        EnumConstants lists = new EnumConstants(contract, named, nested);
        List<JavaFile> files = new ArrayList<>();
        for (String name : bases.names()) {
            files.add(Names.file(
                    Names.MODEL, type(name, nested, bases).generateBase().build()));
        }
        for (String name : named) {
            ModelType type = type(name, nested, bases);
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

    private ModelType type(String name, NestedTypes nested, SharedBases bases) {
        JsonNode schema = contract.schema(name);
        String base = bases.of(name);
        ClassName extended = base == null ? Names.BASE_MODEL : Names.model(base);
        return new ModelType(name, schema, nested, secrets(schema), extended, bases.ownProperties(name));
    }

    /**
     * The schemas that have a class. One that no operation leads to only lends its properties to others; errors are exceptions,
     * and no models.
     */
    private Set<String> named() {
        Set<String> named = new TreeSet<>();
        contract.operations().forEach(operation -> collect(operation.source(), named));
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

    /** Adds the names of the schemas that {@code node} refers to, itself or by way of others. */
    private void collect(JsonNode node, Set<String> names) {
        if (node.path("$ref").isTextual()) {
            String name = Contract.referredName((ObjectNode) node);
            if (names.add(name)) {
                collect(contract.schema(name), names);
            }
        }
        node.forEach(child -> collect(child, names));
    }

    /** The secrets of the models within too, since they are shown together. */
    private Set<String> secrets(JsonNode schema) {
        Set<String> within = new LinkedHashSet<>();
        collect(schema, within);
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
