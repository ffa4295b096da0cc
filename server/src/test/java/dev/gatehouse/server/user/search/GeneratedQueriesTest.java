package dev.gatehouse.server.user.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserRows;
import dev.gatehouse.server.user.search.GeneratedQueries.Generated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any query finds what it means, in the order that it should. {@code -Dgatehouse.test.queries=1000} tries more of them. */
@OnEveryDatabase
class GeneratedQueriesTest {
    private static final int QUERIES = Integer.getInteger("gatehouse.test.queries", 200);
    private static final long SEED = Long.getLong("gatehouse.test.seed", 20_261_128L);
    private static final int USERS = 120;
    private static final List<PlanBounds> PLANS = List.of(
            PlanBounds.DEFAULT,
            new PlanBounds(0, 20_000, 300),
            new PlanBounds(0, 0, 300),
            new PlanBounds(20, 60, 10),
            new PlanBounds(5, 0, 40));

    /** Users are created in the order of these. */
    private static final List<String> CREATED =
            List.of("2017-11-30T23:59:59.999Z", "2017-12-01T00:00:00.000Z", "2018-01-01T10:00:00.000Z");

    private final Random random = new Random(SEED);
    private final EmptyTenant tenant;
    private final UserRows rows;
    private final List<ObjectNode> users = new ArrayList<>();

    GeneratedQueriesTest(Backend backend) {
        tenant = backend.newTenant();
        rows = new UserRows(tenant);
        new UserRows(backend.newTenant()).add("neighbour", "{'name':'Ann','email':'ann@x.example','blocked':true}");
    }

    @Test
    void findWhatTheyMean() {
        for (int i = 0; i < USERS; i++) {
            users.add(rows.add("%02x".formatted(random.nextInt(16)) + i, profile(i))
                    .json());
        }
        changeSome();
        GeneratedQueries queries = new GeneratedQueries(random, users);
        for (int i = 0; i < QUERIES; i++) {
            Generated query = queries.query(3);
            UserSearch.Sort sort =
                    random.nextInt(3) == 0 ? null : new UserSearch.Sort(queries.field(), random.nextBoolean());
            UserSearch search = new UserSearch(PLANS.get(random.nextInt(PLANS.size())));
            Window.Offset window =
                    new Window.Offset(random.nextInt(4) == 0 ? random.nextInt(40) : 0, 1 + random.nextInt(50), true);

            Slice<User> found =
                    tenant.read(tx -> search.find(tx, new UserSearch.Criteria(query.text(), null), sort, window));

            List<JsonNode> fitting =
                    new ArrayList<>(users.stream().filter(query.fits()).toList());
            List<JsonNode> expected =
                    sort == null ? fitting : GeneratedQueries.sorted(fitting, sort.field(), sort.descending());
            if (found.total() != fitting.size()) {
                requireTotals(query);
            }
            String description = query.text() + " " + sort + " " + window;
            assertThat(found.total()).as(description).isEqualTo(fitting.size());
            assertThat(found.items().stream().map(User::id))
                    .as(description)
                    .containsExactlyElementsOf(expected.stream()
                            .skip(window.start())
                            .limit(window.limit())
                            .map(user -> user.path("user_id").asText())
                            .toList());
        }
    }

    /** Names the least part that finds something else than it means. */
    private void requireTotals(Generated query) {
        query.parts().forEach(this::requireTotals);
        UserSearch.Criteria criteria = new UserSearch.Criteria(query.text(), null);
        assertThat(tenant.read(tx -> new UserSearch().find(tx, criteria, null, Window.ALL)).items().stream()
                        .map(User::json))
                .as(query.text())
                .containsExactlyElementsOf(users.stream().filter(query.fits()).toList());
    }

    private void changeSome() {
        for (int i = 0; i < USERS; i += 3) {
            String id = users.get(i).path("identities").path(0).path("user_id").asText();
            String profile = profile(i);
            rows.update(id, profile);
            users.set(
                    i,
                    tenant.read(tx -> rows.store().find(tx, "auth0|" + id))
                            .orElseThrow()
                            .json());
        }
        for (int i = USERS - 1; i > 0; i -= 10) {
            rows.delete(
                    users.remove(i).path("identities").path(0).path("user_id").asText());
        }
    }

    private String profile(int number) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        text(user, "name", "Ann", "ann lee", "Bob", "Åke Ö", "ann", "ann\uD83D\uDE00b", "ann\uFFEEb", "O'Lee (x)");
        text(user, "email", "ann@x.example", "Bob@y.example", "carl+1@sub.x.example", "_%!@x.example");
        text(user, "nickname", "ann", "BOB", "c\\d", "7");
        text(user, "username", "ann", "Ann", "an n", "a=b");
        text(user, "family_name", "Lee", "Ångström", "ångström");
        user.put("created_at", CREATED.get(number / 41));
        text(user, "last_login", "2017-12-31T12:30:00.000Z", "2017-12-31T12:31:00.000Z", "2016-02-29T00:00:00.000Z");
        if (random.nextBoolean()) {
            user.put("email_verified", random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            user.put("blocked", true);
        }
        if (random.nextBoolean()) {
            user.put("logins_count", random.nextInt(12));
        }
        ObjectNode metadata = user.putObject("user_metadata");
        text(metadata, "colour", "red", "Red", "dark red", "r\"ed", "10", "9");
        switch (random.nextInt(4)) {
            case 0 -> metadata.put("age", random.nextInt(40) - 10);
            case 1 -> metadata.put("age", new BigDecimal("1.50"));
            case 2 -> metadata.put("age", "" + random.nextInt(40));
            default -> {}
        }
        if (random.nextBoolean()) {
            metadata.putArray("tags").add("one").add("TWO").add(3).add("three".substring(random.nextInt(3)));
        }
        text(metadata.putObject("address"), "city", "Paris", "paris", "Oslo");
        text(user.putObject("app_metadata"), "plan", "gold", "100%_!", "~!*?");
        return user.toString().replace("'", "\\u0027");
    }

    private void text(ObjectNode object, String member, String... options) {
        int chosen = random.nextInt(options.length + 1);
        if (chosen < options.length) {
            object.put(member, options[chosen]);
        }
    }
}
