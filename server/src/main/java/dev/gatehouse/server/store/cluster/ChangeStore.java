package dev.gatehouse.server.store.cluster;

import dev.gatehouse.server.store.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The versions of topics, for all nodes to see. Thread-safe. */
public final class ChangeStore {
    private static final String INCREMENT =
            "INSERT INTO change_version (tenant, topic, version) VALUES (:tenant, :topic, 1)"
                    + " ON CONFLICT (tenant, topic) DO UPDATE SET version = change_version.version + 1";

    /** Gives each topic its next version. */
    public void increment(Transaction tx, Collection<String> topics) {
        topics.forEach(topic -> tx.sql(INCREMENT).bind("topic", topic).update());
    }

    /** The versions of all topics of all tenants: a few rows each. */
    public Map<Changes.Topic, Long> all(Transaction tx) {
        Map<Changes.Topic, Long> versions = new HashMap<>();
        tx.sql("SELECT tenant, topic, version FROM change_version")
                .list(row -> versions.put(new Changes.Topic(row.text(1), row.text(2)), row.number(3)));
        return versions;
    }
}
