package dev.gatehouse.contract.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.Locale;
import java.util.Set;

/** Converts the names of the contract to Java names. */
final class Names {
    static final String CLIENT = "dev.gatehouse.client";
    static final String MODEL = CLIENT + ".model";
    static final String MANAGER = CLIENT + ".manager";
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");
    static final ClassName JSON_VALUES = ClassName.get(CLIENT + ".json", "JsonValues");
    static final ClassName JSON_OBJECT = ClassName.get(CLIENT + ".json", "JsonObject");
    static final ClassName BASE_MODEL = ClassName.get(CLIENT + ".json", "Model");
    static final ClassName QUERY = ClassName.get(CLIENT + ".model", "Query");
    static final ClassName CALL = ClassName.get(CLIENT + ".call", "Call");
    static final ClassName API = ClassName.get(CLIENT + ".call", "Api");
    static final ClassName OPERATION = ClassName.get(CLIENT + ".call", "Operation");
    static final ClassName OPERATIONS = ClassName.get(MANAGER, "Operations");

    private static final Set<String> RESERVED = Set.of(
            "default",
            "class",
            "public",
            "private",
            "package",
            "import",
            "native",
            "abstract",
            "static",
            "final",
            "enum",
            "interface",
            "switch",
            "case",
            "new",
            "void",
            "for",
            "if",
            "else",
            "do",
            "while",
            "try",
            "continue",
            "break");
    /** Method names that every model already uses. */
    private static final Set<String> USED_BY_MODELS = Set.of(
            "get",
            "has",
            "with",
            "without",
            "json",
            "equals",
            "getClass",
            "hashCode",
            "toString",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "finalize",
            "set");

    private Names() {}

    /** The file of a class. */
    static JavaFile file(String packageName, TypeSpec type) {
        return JavaFile.builder(packageName, type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    static ClassName model(String schema) {
        return ClassName.get(MODEL, schema);
    }

    /** As in {@code user_id} to {@code userId}. */
    static String member(String wire) {
        String camel = camel(wire);
        return RESERVED.contains(camel) || USED_BY_MODELS.contains(camel) ? camel + "Value" : camel;
    }

    /** The same for a part of a name. */
    static String camel(String wire) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char character : wire.toCharArray()) {
            if (!Character.isJavaIdentifierPart(character) || character == '_') {
                upper = name.length() > 0;
            } else {
                name.append(upper ? Character.toUpperCase(character) : character);
                upper = false;
            }
        }
        return name.toString();
    }

    /** As in {@code roles} to {@code Roles}. */
    static String type(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** As in {@code roles.getAll} to {@code ROLES_GET_ALL}. */
    static String constant(String operationId) {
        return operationId
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }

    /** The constant of an {@code enum} value, as in {@code regular_web} to {@code REGULAR_WEB}. */
    static String valueConstant(String value) {
        String constant = value.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_|_$", "")
                .toUpperCase(Locale.ROOT);
        return constant.isEmpty() || Character.isDigit(constant.charAt(0)) ? "_" + constant : constant;
    }

    static String uncapitalized(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || acronym ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
