package dev.gatehouse.server.store.document;

import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Narrows a list of documents to those with the wanted key values. */
final class Filter {
    private Filter() {}

    /** Each key with the one value it must have. */
    static Map<String, List<String>> single(Map<String, String> keys) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        keys.forEach((name, value) -> values.put(name, List.of(value)));
        return values;
    }

    /** The condition, to stand behind others; empty when nothing is filtered. */
    static String of(Map<String, List<String>> keys) {
        StringBuilder sql = new StringBuilder();
        int i = 0;
        for (List<String> values : keys.values()) {
            sql.append(" AND EXISTS (SELECT 1 FROM document_key k WHERE k.tenant = document.tenant"
                            + " AND k.kind = document.kind AND k.id = document.id AND k.name = :keyName")
                    .append(i)
                    .append(
                            values.size() == 1
                                    ? " AND k.value = :keyValue" + i
                                    : " AND k.value IN (:keyValue" + i + ')')
                    .append(')');
            i++;
        }
        return sql.toString();
    }

    static SqlStatement bind(SqlStatement query, Map<String, List<String>> keys) {
        int i = 0;
        for (Map.Entry<String, List<String>> key : keys.entrySet()) {
            List<String> values = key.getValue();
            query.bind("keyName" + i, key.getKey());
            query.bind("keyValue" + i, values.size() == 1 ? values.get(0) : values);
            i++;
        }
        return query;
    }
}
