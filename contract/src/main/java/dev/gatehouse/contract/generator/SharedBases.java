package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.TypeName;
import dev.gatehouse.contract.Contract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that become abstract classes: those that no operation leads to and that lend their properties ({@code x-base}) to
 * two or more schemas that are sent. Their members stand once in the client, and not in each of these.
 */
final class SharedBases {
    private final Contract contract;
    private final NestedTypes nested;
    /** The heirs that are sent, by the base. */
    private final Map<String, Set<String>> heirs = new TreeMap<>();

    SharedBases(Contract contract, NestedTypes nested, Set<String> named, Set<String> sent) {
        this.contract = contract;
        this.nested = nested;
        for (String name : sent) {
            for (String base : ancestors(name)) {
                if (!named.contains(base)) {
                    heirs.computeIfAbsent(base, absent -> new HashSet<>()).add(name);
                }
            }
        }
        heirs.values().removeIf(each -> each.size() < 2);
    }

    /** Of a schema, the nearest first; a schema with several bases has none. */
    private List<String> ancestors(String name) {
        List<String> ancestors = new ArrayList<>();
        for (JsonNode base = contract.schema(name).path("x-base");
                base.isTextual();
                base = contract.schema(base.asText()).path("x-base")) {
            ancestors.add(base.asText());
        }
        return ancestors;
    }

    Collection<String> names() {
        return heirs.keySet();
    }

    /** The class that the class of a schema extends; null when it is none of these. */
    @Nullable
    String of(String name) {
        boolean shares = heirs.containsKey(name) || heirs.values().stream().anyMatch(each -> each.contains(name));
        return shares
                ? ancestors(name).stream()
                        .filter(heirs::containsKey)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** The properties that the class of a schema has itself. */
    Map<String, JsonNode> ownProperties(String name) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        Map<String, JsonNode> inherited = inherited(of(name));
        contract.schema(name).path("properties").properties().forEach(property -> {
            boolean shared = !heirs.containsKey(name) || isShared(name, property.getKey());
            if (shared && !property.getValue().equals(inherited.get(property.getKey()))) {
                own.put(property.getKey(), property.getValue());
            }
        });
        return own;
    }

    private Map<String, JsonNode> inherited(@Nullable String base) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        if (base != null) {
            all.putAll(inherited(of(base)));
            all.putAll(ownProperties(base));
        }
        return all;
    }

    /** A member that an heir has in another type is that of each. */
    private boolean isShared(String base, String property) {
        TypeName type = type(base, property);
        return heirs.getOrDefault(base, Set.of()).stream().allMatch(heir -> type.equals(type(heir, property)));
    }

    private TypeName type(String name, String property) {
        JsonNode schema = contract.schema(name).path("properties").path(property);
        return ValueType.of(property, schema, nested).type();
    }
}
