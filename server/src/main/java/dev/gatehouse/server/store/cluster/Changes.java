package dev.gatehouse.server.store.cluster;

import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether what this node keeps in memory is still true. Each topic of a tenant has a version, which grows when this
 * node commits a change to it, and when the node hears that another one has. Whatever was read under one version is valid
 * until there is another. Thread-safe.
 */
public final class Changes {
    /** How old news may be that this node relies on: within this time a change on another node has its effect. */
    public static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final boolean alone;
    private final Map<Topic, Long> versions = new ConcurrentHashMap<>();
    private final Map<Topic, Long> heard = new HashMap<>();
    private volatile long heardAt = System.nanoTime() - MAX_AGE.toNanos() - 1;

    /**
     * @param alone whether no other node changes the database, so that there is nothing to hear of
     */
    public Changes(boolean alone) {
        this.alone = alone;
    }

    /**
     * What changes together.
     *
     * @param name as in {@code signing_key}
     */
    public record Topic(String tenantId, String name) {}

    /**
     * The version of a topic. Ask before reading what is to be kept under it: before the transaction, or as the first thing
     * in it.
     *
     * @return empty when this node has not heard from the database for too long, and so must read what it needs
     */
    public OptionalLong version(Tenant tenant, String topic) {
        if (!alone && System.nanoTime() - heardAt > MAX_AGE.toNanos()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(versions.getOrDefault(new Topic(tenant.id(), topic), 0L));
    }

    /** This node has committed changes to these topics, or may have. */
    public void committed(Tenant tenant, Collection<String> topics) {
        topics.forEach(topic -> grow(new Topic(tenant.id(), topic)));
    }

    /**
     * The database has these versions. Called by one thread.
     *
     * @param askedAt when it was asked, in the time of {@link System#nanoTime}
     */
    public void heard(Map<Topic, Long> stored, long askedAt) {
        stored.forEach((topic, version) -> {
            if (!version.equals(heard.put(topic, version))) {
                grow(topic);
            }
        });
        heardAt = askedAt;
    }

    private void grow(Topic topic) {
        versions.merge(topic, 1L, Long::sum);
    }
}
