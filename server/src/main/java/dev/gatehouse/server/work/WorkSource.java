package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.util.List;

/**
 * Where work of one kind comes from, and how a piece of it is done. Every tenant is asked about twice a second; each item that
 * is named is then done by one node at a time, one run after another:
 *
 * <pre>{@code
 * public List<String> items(Transaction tx) {
 *     return outbox.isEmpty(tx) ? List.of() : List.of("outbox");
 * }
 *
 * public Duration run(WorkRun run) {
 *     Mail mail = run.read(outbox::oldest);
 *     send(mail);                                            // outside any transaction, and with a deadline
 *     return run.write(tx -> outbox.remove(tx, mail)) ? Duration.ZERO : WAIT;
 * }
 * }</pre>
 *
 * <p>Implementations are thread-safe: different items run at the same time.
 */
public interface WorkSource {
    /** What the work is called: the first part of its leases' names. */
    String name();

    /** What there is to do; an item that is named no longer is forgotten. Must be quick. */
    List<String> items(Transaction tx);

    /**
     * Does a part of an item. What it throws is logged, and the item has its next run after a pause that doubles from a second
     * to a minute.
     *
     * @return how long the item waits for its next run: zero when there is more to do
     */
    Duration run(WorkRun run);
}
