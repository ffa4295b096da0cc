package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks for each user of a {@link Ledger} in every way the API has. */
final class Inspection {
    private static final int THREADS = 8;

    private final ManagementClient client;

    Inspection(ManagementClient client) {
        this.client = client;
    }

    /**
     * Fails when a user that was acknowledged is not there as it was, or when one that was not is there in part. Those that
     * are not there are taken off the ledger, and those that are become acknowledged.
     */
    void of(Ledger ledger) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = ledger.entries().entrySet().stream()
                    .map(entry -> task(ledger, entry))
                    .toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Void> task(Ledger ledger, Map.Entry<NewUser, Optional<User>> entry) {
        return () -> {
            if (entry.getValue().isPresent()) {
                acknowledged(entry.getKey(), entry.getValue().get());
            } else {
                unanswered(ledger, entry.getKey());
            }
            return null;
        };
    }

    private void acknowledged(NewUser asked, User answer) {
        assertThat(client.users().get(asked.userId())).as("by id").isEqualTo(answer);
        assertThat(client.users().getByEmail(asked.email())).as("by email").containsExactly(answer);
        assertThat(search(asked)).as("by search").containsExactly(answer);
        assertThat(asked.isWhole(answer)).as("whole: %s", answer).isTrue();
    }

    private void unanswered(Ledger ledger, NewUser asked) {
        Optional<User> found = find(asked);
        if (found.isPresent()) {
            acknowledged(asked, found.get());
            ledger.acknowledged(asked, found.get());
            return;
        }
        assertThat(client.users().getByEmail(asked.email())).as("by email").isEmpty();
        assertThat(search(asked)).as("by search").isEmpty();
        // Nothing of it may be in the way of the same user.
        User created = client.users().create(asked.request());
        assertThat(asked.isWhole(created)).as("whole: %s", created).isTrue();
        client.users().delete(asked.userId());
        ledger.lost(asked);
    }

    private Optional<User> find(NewUser asked) {
        try {
            return Optional.of(client.users().get(asked.userId()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private List<User> search(NewUser asked) {
        return client.users()
                .getAll(new UserQuery().searchEngine("v3").q("email:\"" + asked.email() + "\""))
                .items();
    }
}
