package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "      1,    4,  0",
        "    256,  245, 39",
        "    384,  366, 59",
        "    512,  550, 64",
        "  6_000, 9331, 64",
    })
    void sharesAQuarterOfTheHeap(String mebibytes, int max, int withLargeCache) {
        long heap = Long.parseLong(mebibytes.replace("_", "")) << 20;

        assertThat(ConnectionBudget.ofHeap(heap)).isEqualTo(new ConnectionBudget(max, withLargeCache));
    }

    @ParameterizedTest
    @CsvSource({"64", "256", "384", "1024", "4096", "65536"})
    void neverTakesMoreThanAQuarter(long mebibytes) {
        ConnectionBudget budget = ConnectionBudget.ofHeap(mebibytes << 20);

        long bytes = budget.withLargeCache() * ConnectionBudget.cost(ConnectionBudget.LARGE_CACHE_CHARACTERS)
                + (budget.max() - budget.withLargeCache())
                        * ConnectionBudget.cost(ConnectionBudget.SMALL_CACHE_CHARACTERS);
        assertThat(bytes).isLessThanOrEqualTo((mebibytes << 20) / 4);
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 5", "100, 75, 125"})
    void leavesRoomForOtherAddressesAndForRefusals(int max, int perAddress, int accepted) {
        ConnectionBudget budget = new ConnectionBudget(max, 0);

        assertThat(budget.maxPerAddress()).isEqualTo(perAddress);
        assertThat(budget.maxAccepted()).isEqualTo(accepted);
    }
}
