package dev.gatehouse.it.crash;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.ManagementException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many threads that create users, each until its server is gone. */
final class Writers {
    private static final int COUNT = 32;

    /** Hashing a password takes a core for a while, so few do that. */
    private static final int WITH_PASSWORD = 2;

    private final ManagementClient client;
    private final AtomicInteger numbers;
    private final Ledger ledger;
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<Future<?>> running = new ArrayList<>();

    /**
     * @param client one that tries once only: a second try may find the user that the first one made
     * @param numbers gives each user its number
     * @param ledger where they write what they asked for and what was answered
     */
    Writers(ManagementClient client, AtomicInteger numbers, Ledger ledger) {
        this.client = client;
        this.numbers = numbers;
        this.ledger = ledger;
    }

    void start() {
        for (int i = 0; i < COUNT; i++) {
            boolean withPassword = i < WITH_PASSWORD;
            running.add(threads.submit(() -> write(withPassword)));
        }
    }

    private void write(boolean withPassword) {
        while (true) {
            NewUser user = new NewUser(numbers.getAndIncrement(), withPassword);
            ledger.asked(user);
            try {
                ledger.acknowledged(user, client.users().create(user.request()));
            } catch (ApiException refused) {
                throw refused;
            } catch (ManagementException gone) {
                return;
            }
        }
    }

    /** Whether none has ended yet. */
    boolean areWriting() {
        return running.stream().noneMatch(Future::isDone);
    }

    /** Waits until each has found that the server is gone; fails when one was refused. */
    void await() throws InterruptedException, ExecutionException {
        for (Future<?> writer : running) {
            writer.get();
        }
        threads.shutdown();
    }
}
