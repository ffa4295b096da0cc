package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a search finds a user by: the scalars of the profile by their dotted names, text in lower case. */
public final class Terms {
    /** Longer values are found by their first characters; what has a longer name is not searched. */
    static final int MAX_CHARACTERS = 256;

    /** Of one user; further values are not searched, so that no user takes the one writer for long. */
    static final int MAX_TERMS = 2_000;

    private static final int MAX_EXPONENT = 64;
    private static final Set<String> NOT_SEARCHED = Set.of("picture", "identities.profileData");
    private static final int ROWS_A_STATEMENT = 16;

    /** By how many rows they have. */
    private static final String[] INSERTS = IntStream.rangeClosed(0, ROWS_A_STATEMENT)
            .mapToObj(rows -> "INSERT INTO user_term (tenant, field, value, user_id, number) VALUES "
                    + String.join(",", Collections.nCopies(rows, "(?,?,?,?,?)")) + " ON CONFLICT DO NOTHING")
            .toArray(String[]::new);

    private Terms() {}

    /**
     * Users choose fields and values, so that many may have one hash: what is comparable a hash table finds quickly all the
     * same.
     *
     * @param field as in {@code user_metadata.colour}
     * @param number the value when it is a number, for ranges; null otherwise
     */
    record Term(String field, String value, @Nullable Double number) implements Comparable<Term> {
        private static final Comparator<Term> ORDER = Comparator.comparing(Term::field)
                .thenComparing(Term::value)
                .thenComparing(Term::number, Comparator.nullsFirst(Comparator.naturalOrder()));

        /** The same for one field and value, whatever the number. */
        String key() {
            return field + '\0' + value;
        }

        @Override
        public int compareTo(Term other) {
            return ORDER.compare(this, other);
        }
    }

    /** One for each field and value, as the table has them: where a number is also there as text, the number. */
    static Set<Term> of(ObjectNode user) {
        Map<String, Term> terms = new LinkedHashMap<>();
        collect("", user, terms);
        return new LinkedHashSet<>(terms.values());
    }

    private static void collect(String field, JsonNode value, Map<String, Term> terms) {
        if (terms.size() >= MAX_TERMS || NOT_SEARCHED.contains(field) || field.length() > MAX_CHARACTERS) {
            return;
        }
        if (value.isObject()) {
            String prefix = field.isEmpty() ? "" : field + ".";
            value.properties().forEach(member -> collect(prefix + member.getKey(), member.getValue(), terms));
        } else if (value.isArray()) {
            value.forEach(item -> collect(field, item, terms));
        } else if (value.isNumber()) {
            String text = normal(plain(value.decimalValue().stripTrailingZeros()));
            Term term = new Term(field, text, value.asDouble());
            terms.put(term.key(), term);
        } else if (!value.isNull()) {
            String text = normal(value.asText());
            Term term = new Term(field, text, null);
            terms.putIfAbsent(term.key(), term);
        }
    }

    /** The same text for a number however it was written; one of a huge exponent keeps it, as its digits would fill memory. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_EXPONENT ? number.toPlainString() : number.toString();
    }

    /** Text as terms are compared: in lower case, of limited length. */
    public static String normal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() <= MAX_CHARACTERS) {
            return lower;
        }
        boolean splitsPair = Character.isHighSurrogate(lower.charAt(MAX_CHARACTERS - 1));
        return lower.substring(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }

    /** Several rows a statement: the writer's time goes into statements more than into rows. */
    static void insert(Transaction tx, String userId, Set<Term> terms) {
        List<Term> all = new ArrayList<>(terms);
        for (int from = 0; from < all.size(); from += ROWS_A_STATEMENT) {
            insertSome(tx, userId, all.subList(from, Math.min(all.size(), from + ROWS_A_STATEMENT)));
        }
    }

    private static void insertSome(Transaction tx, String userId, List<Term> terms) {
        List<@Nullable Object> values = new ArrayList<>(5 * terms.size());
        for (Term term : terms) {
            values.add(tx.tenantId());
            values.add(term.field());
            values.add(term.value());
            values.add(userId);
            values.add(term.number());
        }
        tx.sql(INSERTS[terms.size()], values.toArray()).update();
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
        SqlStatement delete = tx.sql("DELETE FROM user_term"
                + " WHERE tenant = :tenant AND field = :field AND value = :value AND user_id = :user");
        for (Term term : terms) {
            delete.bind("field", term.field())
                    .bind("value", term.value())
                    .bind("user", userId)
                    .add();
        }
        delete.updateAll();
    }
}
