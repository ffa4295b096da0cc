package dev.gatehouse.server.user;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of {@code user_value}: what ranges and sorts walk. */
final class UserValues {
    private static final String INSERT = "INSERT INTO user_value (field, value, sequence, least)"
            + " VALUES (:field, :value, :sequence, :least) ON CONFLICT DO NOTHING";

    private UserValues() {}

    /**
     * @param least whether it is the least of the user's values of the field, by which the user is sorted
     */
    private record Value(long field, String text, boolean least) implements Comparable<Value> {
        @Override
        public int compareTo(Value other) {
            int fields = Long.compare(field, other.field);
            int texts = fields != 0 ? fields : text.compareTo(other.text);
            return texts != 0 ? texts : Boolean.compare(least, other.least);
        }
    }

    private static Set<Value> of(String tenant, Collection<Term> terms) {
        Map<String, String> least = new HashMap<>();
        for (Term term : terms) {
            least.merge(term.field(), term.value(), (a, b) -> ByteOrder.OF_TEXT.compare(a, b) <= 0 ? a : b);
        }
        Set<Value> values = new TreeSet<>();
        for (Term term : terms) {
            if (!ValueColumn.has(term.field())) {
                String value = term.value();
                boolean isLeast = value.equals(least.get(term.field()));
                values.add(new Value(FieldKey.of(tenant, term.field()), value, isLeast));
            }
        }
        return values;
    }

    static void insert(Transaction tx, long sequence, Collection<Term> terms) {
        insert(tx, sequence, of(tx.tenantId(), terms));
    }

    static void replace(Transaction tx, long sequence, Collection<Term> before, Collection<Term> after) {
        Set<Value> gone = of(tx.tenantId(), before);
        Set<Value> added = of(tx.tenantId(), after);
        Set<Value> kept = new TreeSet<>(gone);
        kept.retainAll(added);
        gone.removeAll(kept);
        added.removeAll(kept);
        delete(tx, sequence, gone);
        insert(tx, sequence, added);
    }

    static void delete(Transaction tx, long sequence, Collection<Term> terms) {
        delete(tx, sequence, of(tx.tenantId(), terms));
    }

    /** One row a statement: for several, SQLite makes a savepoint, at which the full-text index writes out what it has. */
    private static void insert(Transaction tx, long sequence, Set<Value> values) {
        SqlStatement insert = tx.sql(INSERT);
        for (Value value : values) {
            insert.bind("field", value.field())
                    .bind("value", value.text())
                    .bind("sequence", sequence)
                    .bind("least", value.least() ? 1 : 0)
                    .add();
        }
        insert.updateAll();
    }

    private static void delete(Transaction tx, long sequence, Set<Value> values) {
        SqlStatement delete =
                tx.sql("DELETE FROM user_value WHERE field = :field AND value = :value AND sequence = :sequence");
        for (Value value : values) {
            delete.bind("field", value.field())
                    .bind("value", value.text())
                    .bind("sequence", sequence)
                    .add();
        }
        delete.updateAll();
    }
}
