package dev.gatehouse.server.store.document;

import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Narrows a list of documents to those with the wanted key values. */
final class Filter {
    private Filter() {}

    /** The condition, to stand behind others; empty when nothing is filtered. */
    static String of(Map<String, String> keys) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            sql.append(" AND EXISTS (SELECT 1 FROM document_key k WHERE k.tenant = document.tenant"
                            + " AND k.kind = document.kind AND k.id = document.id AND k.name = :keyName")
                    .append(i)
                    .append(" AND k.value = :keyValue")
                    .append(i)
                    .append(')');
        }
        return sql.toString();
    }

    static SqlStatement bind(SqlStatement query, Map<String, String> keys) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(keys.entrySet());
        for (int i = 0; i < entries.size(); i++) {
            query.bind("keyName" + i, entries.get(i).getKey());
            query.bind("keyValue" + i, entries.get(i).getValue());
        }
        return query;
    }
}
