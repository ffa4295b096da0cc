package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.PagingLimitException;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserQuery;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserStreamTest extends ClientTest {
    private static final String FIRST = "GET /api/v2/users?sort=created_at:1&per_page=100&include_totals=true";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private List<String> lines() {
        return server.calls().stream()
                .map(call -> URLDecoder.decode(call.line(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The pages of users {@code from} up to {@code to}, of all that there are, created as {@code second} says. */
    private void pages(int from, int to, int total, IntUnaryOperator second) {
        for (int start = from; start < to; start += 100) {
            String users = IntStream.range(start, Math.min(start + 100, to))
                    .mapToObj(i -> "{\"user_id\":\"auth0|" + i + "\",\"created_at\":\""
                            + START.plusSeconds(second.applyAsInt(i)) + "\"}")
                    .collect(Collectors.joining(",", "[", "]"));
            server.answers(ScriptedResponse.ok("{\"start\":" + (start - from) + ",\"limit\":100,\"total\":" + total
                    + ",\"users\":" + users + "}"));
        }
    }

    @Test
    void asksForNoMoreThanItNeeds() {
        pages(0, 250, 250, i -> i);

        assertThat(client().users().stream(null)).hasSize(250);
        assertThat(lines()).containsExactly(FIRST, FIRST + "&page=1", FIRST + "&page=2");
    }

    @Test
    void findsNobody() {
        server.answers(ScriptedResponse.ok("{\"start\":0,\"limit\":100,\"total\":0,\"users\":[]}"));

        assertThat(client().users().stream(null)).isEmpty();
    }

    @Test
    void getsPastAThousandByWindows() {
        pages(0, 1000, 1000, i -> i / 2);
        // The window begins a second early, with four users who were seen.
        pages(996, 1996, 1200, i -> i / 2);
        pages(1992, 2050, 58, i -> i / 2);

        Stream<User> users = client().users().stream(
                new UserQuery().q("blocked:true OR name:x").page(7));

        assertThat(users.map(User::userId))
                .containsExactlyElementsOf(
                        IntStream.range(0, 2050).mapToObj(i -> "auth0|" + i).toList());
        assertThat(lines()).hasSize(21);
        assertThat(lines().get(0))
                .isEqualTo(
                        "GET /api/v2/users?q=blocked:true OR name:x&sort=created_at:1&per_page=100&include_totals=true");
        assertThat(lines().get(10))
                .isEqualTo("GET /api/v2/users?q=(blocked:true OR name:x) AND created_at:[\"2026-01-01T00:08:18Z\" TO *]"
                        + "&sort=created_at:1&per_page=100&include_totals=true");
        assertThat(lines().get(11)).isEqualTo(lines().get(10) + "&page=1");
    }

    @Test
    void fetchesAPageOnlyWhenItIsNeeded() {
        pages(0, 200, 2000, i -> i);

        assertThat(client().users().stream(null).limit(100)).hasSize(100);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void endsWhenAThousandHaveTheSameTime() {
        pages(0, 1000, 5000, i -> 0);
        pages(0, 1000, 5000, i -> 0);
        pages(0, 1000, 5000, i -> 0);
        Stream<User> users = client().users().stream(null);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(users::count)
                .withMessage("The results cannot be told apart by windows of time: more than 1000 of them have the same"
                        + " created_at");
        assertThat(server.calls()).hasSize(30);
    }

    /** As a list that is sorted by insertion, under concurrency: 2,500 users in pairs that stand the wrong way round. */
    @Test
    void findsNeighboursThatStandTheWrongWayRound() {
        server.otherwise(request -> users(request, 2500, i -> i ^ 1));

        assertThat(client().users().stream(null).map(User::userId))
                .hasSize(2500)
                .doesNotHaveDuplicates();
    }

    /** Ten at a time, as an import creates them. */
    @Test
    void findsNeighboursOfTheSameTime() {
        server.otherwise(request -> users(request, 2500, i -> i / 10));

        assertThat(client().users().stream(null).map(User::userId))
                .hasSize(2500)
                .doesNotHaveDuplicates();
    }

    /** An API with so many users, which shows the first 1,000 of those that are asked for. */
    private static ScriptedResponse users(ReceivedRequest request, int all, IntUnaryOperator second) {
        String target = URLDecoder.decode(request.target(), StandardCharsets.UTF_8);
        Matcher from = Pattern.compile("created_at:\\[\"([^\"]+)\"").matcher(target);
        Instant start = from.find() ? Instant.parse(from.group(1)) : START;
        Matcher page = Pattern.compile("[?&]page=(\\d+)").matcher(target);
        int skipped = page.find() ? 100 * Integer.parseInt(page.group(1)) : 0;
        List<String> found = IntStream.range(0, all)
                .filter(i -> !START.plusSeconds(second.applyAsInt(i)).isBefore(start))
                .mapToObj(i -> "{\"user_id\":\"auth0|" + i + "\",\"created_at\":\""
                        + START.plusSeconds(second.applyAsInt(i)) + "\"}")
                .toList();
        String users = found.stream().skip(skipped).limit(100).collect(Collectors.joining(",", "[", "]"));
        return ScriptedResponse.ok("{\"start\":" + skipped + ",\"limit\":100,\"total\":" + Math.min(1000, found.size())
                + ",\"users\":" + users + "}");
    }

    @Test
    void endsWhenTheWindowIsNotHeeded() {
        pages(0, 1000, 5000, i -> i);
        pages(0, 1000, 5000, i -> i);
        Stream<User> users = client().users().stream(null);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(users::count)
                .withMessage("The results cannot be told apart by windows of time: one is older than was asked for");
        assertThat(server.calls()).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_id\":\"a\"}                                | one has no created_at",
                "{\"created_at\":\"2026-01-01T00:00:00Z\"}          | one has no user_id",
                "{\"user_id\":\"a\",\"created_at\":\"yesterday\"}   | one has a created_at that is not a time",
            })
    void refusesUsersItCannotTellApart(String user, String why) {
        server.answers(ScriptedResponse.ok("[" + user + "]"));
        Stream<User> users = client().users().stream(null);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(users::count)
                .withMessage("The results cannot be told apart by windows of time: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "email            | -     | fields=email,created_at,user_id",
                "email,user_id    | true  | fields=email,created_at,user_id&include_fields=true",
                "email,created_at | false | fields=email&include_fields=false",
                "created_at       | false | sort=created_at:1",
            })
    void asksForTheFieldsItNeeds(String fields, Boolean included, String sent) {
        server.answers(ScriptedResponse.ok("[]"));
        UserQuery query = new UserQuery().fields(fields);
        if (included != null) {
            query.includeFields(included);
        }

        assertThat(client().users().stream(query)).isEmpty();
        assertThat(lines().get(0)).startsWith("GET /api/v2/users?" + sent);
    }

    @Test
    void comesInOneOrder() {
        ManagementClient client = client();
        UserQuery query = new UserQuery().sort("email:1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.users().stream(query))
                .withMessage("A stream comes in the order created_at:1, and not email:1");
    }

    @Test
    void pagesAloneEndAtTheLimitOfTheApi() {
        server.answers(
                ScriptedResponse.json(
                        400,
                        "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Too far\",\"errorCode\":\"invalid_paging\"}"));
        ManagementClient client = client();

        assertThatExceptionOfType(PagingLimitException.class)
                .isThrownBy(() -> client.users().getAll(new UserQuery().page(10).perPage(100)))
                .withMessage("GET /api/v2/users returned 400 invalid_paging: Too far");
    }
}
