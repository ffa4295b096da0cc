package dev.gatehouse.server.management.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.store.Sequence;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest extends ApiTest {
    @ParameterizedTest
    @CsvSource({"from, 20260231", "to, 20260431"})
    void refusesWhatIsNoDay(String parameter, String day) {
        assertThat(get("/stats/daily?" + parameter + "=" + day))
                .hasToString(refusal(
                        400,
                        "Query validation error: 'Not a day' on property " + parameter + " (A day, as YYYYMMDD).",
                        "invalid_query_string"));
    }

    @Test
    void countsSignInsOfTheLog() {
        assertThat(get("/stats/daily")).hasToString("200 []");
        assertThat(get("/stats/active-users")).hasToString("200 0");
        LogEvents events = new LogEvents(new Sequence(tenant().clock()));
        tenant().run(tx ->
                events.append(tx, "s", JsonNodeFactory.instance.objectNode().put("user_id", "auth0|1")));
        String day = tenant().clock().instant().toString().substring(0, 10);

        assertThat(get("/stats/daily").text("/0/date")).isEqualTo(day + "T00:00:00.000Z");
        assertThat(get("/stats/daily?from=" + day.replace("-", "")).text("/0/logins"))
                .isEqualTo("1");
        assertThat(get("/stats/daily?to=20200101")).hasToString("200 []");
        assertThat(get("/stats/active-users")).hasToString("200 1");

        tenant().clock().moveBy(Duration.ofDays(31));
        tenant().forgetTokens();
        assertThat(get("/stats/active-users")).hasToString("200 0");
    }
}
