package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.ManagementException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes random changes to its own users and roles, one after another, until its server is gone. It remembers what was
 * acknowledged and what was asked for last.
 */
final class Writer {
    private final Observation observation;
    private final Changes changes;
    private final AtomicInteger acknowledgements;
    private WriterState state = WriterState.EMPTY;
    private @Nullable Change unanswered;

    /**
     * @param id unlike that of any other writer
     * @param numbers gives each user its number
     * @param acknowledgements counts the changes of all writers
     */
    Writer(int id, AtomicInteger numbers, Random random, AtomicInteger acknowledgements) {
        RoleIds roleIds = new RoleIds();
        this.observation = new Observation(id, roleIds);
        this.changes = new Changes(id, numbers, random, roleIds);
        this.acknowledgements = acknowledgements;
    }

    /**
     * @param client one that tries once only
     * @throws ApiException when a change is refused
     */
    void writeUntilGone(ManagementClient client) {
        while (true) {
            Change next = changes.next(state);
            unanswered = next;
            try {
                next.request().accept(client);
            } catch (ApiException refused) {
                throw new AssertionError("refused: " + next + " of " + state, refused);
            } catch (ManagementException gone) {
                return;
            }
            state = next.effect().apply(state);
            unanswered = null;
            acknowledgements.incrementAndGet();
        }
    }

    /**
     * Fails when something that was acknowledged is not there, or a change was made in part. A change without a response has
     * to be there as a whole, or not at all; then it is made now, since nothing of it may be in the way.
     *
     * @return whether there was a change without a response, and it is there
     */
    boolean inspect(ManagementClient client) {
        WriterState observed = observation.of(client);
        Change last = unanswered;
        if (last == null) {
            assertThat(observed).as("what was acknowledged").isEqualTo(state);
            return false;
        }
        WriterState changed = last.effect().apply(state);
        assertThat(observed)
                .as("before or after the change without a response: %s", last)
                .isIn(state, changed);
        boolean kept = observed.equals(changed);
        if (!kept) {
            last.request().accept(client);
            assertThat(observation.of(client)).as("once more: %s", last).isEqualTo(changed);
        }
        state = changed;
        unanswered = null;
        return kept;
    }

    int users() {
        return state.userCount();
    }

    boolean hasUnanswered() {
        return unanswered != null;
    }
}
