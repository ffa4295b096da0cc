package dev.gatehouse.server.store.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What a search finds a user by: the scalars of the profile by their dotted names, text in lower case. */
final class Terms {
    /** Longer values are found by their first characters. */
    static final int MOST_CHARACTERS = 256;

    private static final Set<String> NOT_SEARCHED = Set.of("picture", "profileData");
    private static final int ROWS_A_STATEMENT = 16;

    private Terms() {}

    /**
     * @param field as in {@code user_metadata.colour}
     * @param number the value when it is a number, for ranges; null otherwise
     */
    record Term(String field, String value, @Nullable Double number) {}

    static Set<Term> of(ObjectNode user) {
        Set<Term> terms = new LinkedHashSet<>();
        collect("", user, terms);
        return terms;
    }

    private static void collect(String field, JsonNode value, Set<Term> terms) {
        if (value.isObject()) {
            value.properties().forEach(member -> {
                if (!NOT_SEARCHED.contains(member.getKey())) {
                    collect(
                            field.isEmpty() ? member.getKey() : field + "." + member.getKey(),
                            member.getValue(),
                            terms);
                }
            });
        } else if (value.isArray()) {
            value.forEach(item -> collect(field, item, terms));
        } else if (!value.isNull()) {
            terms.add(new Term(field, normal(value.asText()), value.isNumber() ? value.asDouble() : null));
        }
    }

    /** Text as terms are compared: in lower case, of limited length. */
    static String normal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() <= MOST_CHARACTERS ? lower : lower.substring(0, MOST_CHARACTERS);
    }

    /** Several rows a statement: the writer's time goes into statements more than into rows. */
    static void insert(Transaction tx, String userId, Set<Term> terms) {
        List<Term> all = new ArrayList<>(terms);
        for (int from = 0; from < all.size(); from += ROWS_A_STATEMENT) {
            insertSome(tx, userId, all.subList(from, Math.min(all.size(), from + ROWS_A_STATEMENT)));
        }
    }

    private static void insertSome(Transaction tx, String userId, List<Term> terms) {
        String rows = String.join(",", Collections.nCopies(terms.size(), "(?,?,?,?,?)"));
        Update insert = tx.handle()
                .createUpdate("INSERT INTO user_term (tenant, field, value, user_id, number) VALUES " + rows
                        + " ON CONFLICT DO NOTHING");
        int at = 0;
        for (Term term : terms) {
            insert.bind(at++, tx.tenantId());
            insert.bind(at++, term.field());
            insert.bind(at++, term.value());
            insert.bind(at++, userId);
            insert.bind(at++, term.number());
        }
        insert.execute();
    }

    static void replace(Transaction tx, String userId, Set<Term> before, Set<Term> after) {
        Set<Term> gone = new LinkedHashSet<>(before);
        gone.removeAll(after);
        Set<Term> added = new LinkedHashSet<>(after);
        added.removeAll(before);
        delete(tx, userId, gone);
        insert(tx, userId, added);
    }

    static void delete(Transaction tx, String userId, Set<Term> terms) {
        if (terms.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.handle()
                .prepareBatch("DELETE FROM user_term"
                        + " WHERE tenant = :tenant AND field = :field AND value = :value AND user_id = :user");
        for (Term term : terms) {
            batch.bind("tenant", tx.tenantId())
                    .bind("field", term.field())
                    .bind("value", term.value())
                    .bind("user", userId)
                    .add();
        }
        batch.execute();
    }
}
