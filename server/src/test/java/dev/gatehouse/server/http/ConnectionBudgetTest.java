package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "      1,    1, 1024",
        "    256,  409, 1024",
        "    300,  480, 1024",
        "    512,  157, 8192",
        "  6_000, 1846, 8192",
    })
    void fitsIntoAQuarterOfTheHeap(String mebibytes, int most, int characters) {
        long heap = Long.parseLong(mebibytes.replace("_", "")) << 20;

        assertThat(ConnectionBudget.ofHeap(heap)).isEqualTo(new ConnectionBudget(most, characters));
    }

    @ParameterizedTest
    @CsvSource({"64", "256", "1024", "4096", "65536"})
    void neverTakesMoreThanAQuarter(long mebibytes) {
        ConnectionBudget budget = ConnectionBudget.ofHeap(mebibytes << 20);

        long cacheBytes = 96L * budget.headerCacheCharacters();
        assertThat(budget.max() * cacheBytes).isLessThan((mebibytes << 20) / 4);
    }
}
