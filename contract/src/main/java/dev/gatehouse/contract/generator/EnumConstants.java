package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * String constants for members with an {@code enum} in the contract, as in {@code Client.AppType.NATIVE}. The members stay
 * strings, so that a value that the API adds needs no new client. Equal constants are generated once, in the model with the
 * shortest name.
 */
final class EnumConstants {
    private final Map<String, Map<String, List<String>>> byModel = new LinkedHashMap<>();

    EnumConstants(Contract contract, Iterable<String> models, NestedTypes nested) {
        List<String> names = new ArrayList<>();
        models.forEach(names::add);
        names.addAll(nested.schemas().keySet());
        names.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        Set<List<String>> known = new HashSet<>();
        for (String name : names) {
            JsonNode schema =
                    nested.schemas().containsKey(name) ? nested.schemas().get(name) : contract.schema(name);
            schema.path("properties").properties().forEach(property -> {
                List<String> values = values(property.getValue());
                List<String> key = new ArrayList<>(values);
                key.add(property.getKey());
                if (values.size() > 1 && known.add(key)) {
                    byModel.computeIfAbsent(name, absent -> new LinkedHashMap<>())
                            .put(property.getKey(), values);
                }
            });
        }
    }

    private static List<String> values(JsonNode schema) {
        JsonNode listed = schema.has("enum") ? schema.get("enum") : schema.at("/items/enum");
        List<String> values = new ArrayList<>();
        listed.forEach(value -> {
            if (value.isTextual() && !value.asText().isEmpty()) {
                values.add(value.asText());
            }
        });
        return values;
    }

    void addTo(TypeSpec.Builder model, String name) {
        byModel.getOrDefault(name, Map.of()).forEach((member, values) -> {
            String type = Names.type(Names.camel(member));
            if (!type.equals(name)) {
                model.addType(constants(type, member, values));
            }
        });
    }

    private static TypeSpec constants(String type, String member, List<String> values) {
        // Interfaces are the smallest classes there are, and there are 160 of these.
        TypeSpec.Builder constants = TypeSpec.interfaceBuilder(type)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("Known values of {@code $L}; the API may have others.\n", member);
        Set<String> taken = new HashSet<>();
        for (String value : values) {
            String constant = Names.valueConstant(value);
            if (taken.add(constant)) {
                constants.addField(
                        FieldSpec.builder(String.class, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                                .addJavadoc("{@code $L}\n", value)
                                .initializer("$S", value)
                                .build());
            }
        }
        return constants.build();
    }
}
