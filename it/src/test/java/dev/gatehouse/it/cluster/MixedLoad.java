package dev.gatehouse.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.error.ConflictException;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.client.model.UserUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that create, read, change, search and delete users and assign roles, each call on the next node, so that what one
 * acknowledged is read on another at once. Thread-safe.
 */
final class MixedLoad implements AutoCloseable {
    private static final int THREADS = 4;
    /** After each user's life: the nodes, the database and this test share the processors with a node that starts. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int USERS_PER_DELETE = 4;

    private final Balancer balancer;
    private final String roleId;
    private final AtomicInteger numbers = new AtomicInteger();
    /** What each user's metadata were last acknowledged to be. */
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    private final List<String> deleted = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    MixedLoad(Balancer balancer) {
        this.balancer = balancer;
        Role role = balancer.call((node, isRetry) -> node.client().roles().create(new RoleCreate().name("member")));
        roleId = String.valueOf(role.id());
    }

    void start() {
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(this::work));
        }
    }

    private void work() {
        while (!stopping) {
            int number = numbers.getAndIncrement();
            try {
                lead("email|" + number, number);
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ManagementException e) {
                // What is transient is counted by the balancer; the user is in whatever state it is.
                if (!Balancer.isTransient(e)) {
                    throw e;
                }
            }
        }
    }

    /** The life of a user. What is not acknowledged is taken off the ledger before. */
    private void lead(String id, int number) {
        create(id, number);
        acknowledged.put(id, 0);
        requireVersion(read(id), 0);
        for (int version = 1; version <= 2; version++) {
            acknowledged.remove(id);
            update(id, version);
            acknowledged.put(id, version);
            requireVersion(read(id), version);
        }
        List<User> found = balancer.call((node, isRetry) -> node.clientWithoutToken()
                .users()
                .getAll(new UserQuery().searchEngine("v3").q("email:\"" + email(number) + "\""))
                .items());
        assertThat(found).singleElement().satisfies(user -> requireVersion(user, 2));
        assign(id);
        List<Role> roles = balancer.call(
                (node, isRetry) -> node.client().users().getRoles(id).items());
        assertThat(roles).hasSize(1);
        if (number % USERS_PER_DELETE == 0) {
            acknowledged.remove(id);
            delete(id);
            requireNone(id);
        }
    }

    private static String email(int number) {
        return "user" + number + "@cluster.example";
    }

    private void create(String id, int number) {
        UserCreate request = new UserCreate()
                .connection("email")
                .userId(id.substring("email|".length()))
                .email(email(number))
                .userMetadata(Map.of("version", 0));
        balancer.call((node, isRetry) -> {
            try {
                return node.client().users().create(request);
            } catch (ConflictException e) {
                if (isRetry) {
                    return read(id); // the first attempt was done, though it got no response
                }
                throw e;
            }
        });
    }

    private User read(String id) {
        return balancer.call((node, isRetry) -> node.client().users().get(id));
    }

    private void update(String id, int version) {
        balancer.call((node, isRetry) ->
                node.client().users().update(id, new UserUpdate().userMetadata(Map.of("version", version))));
    }

    private void assign(String id) {
        balancer.call((node, isRetry) -> {
            node.client().users().assignRoles(id, roleId);
            return true;
        });
    }

    private void delete(String id) {
        balancer.call((node, isRetry) -> {
            node.client().users().delete(id);
            return true;
        });
        synchronized (deleted) {
            deleted.add(id);
        }
    }

    private void requireNone(String id) {
        boolean found = balancer.call((node, isRetry) -> isThere(node, id));
        assertThat(found).as("%s was deleted", id).isFalse();
    }

    private static boolean isThere(ClusterNode node, String id) {
        try {
            node.client().users().get(id);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static void requireVersion(User user, int version) {
        assertThat(String.valueOf(user.userMetadata()))
                .as("metadata of %s", user.userId())
                .contains(":" + version);
    }

    /** Ends the load; fails when a thread saw what it should not. */
    void stop() throws Exception {
        stopping = true;
        for (Future<?> thread : running) {
            thread.get(60, TimeUnit.SECONDS);
        }
        running.clear();
    }

    /** How many users there are to be. */
    int size() {
        return acknowledged.size();
    }

    /** Reads every acknowledged write back from one node. */
    void inspect(ClusterNode node) throws Exception {
        List<Future<?>> reads = new ArrayList<>();
        acknowledged.forEach((id, version) -> reads.add(
                threads.submit(() -> requireVersion(node.client().users().get(id), version))));
        synchronized (deleted) {
            deleted.forEach(id -> reads.add(threads.submit(
                    () -> assertThat(isThere(node, id)).as("%s was deleted", id).isFalse())));
        }
        for (Future<?> read : reads) {
            read.get();
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
