package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.model.Action;
import dev.gatehouse.client.model.CheckpointQuery;
import dev.gatehouse.client.model.LogEvent;
import dev.gatehouse.client.model.LogQuery;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleQuery;
import dev.gatehouse.client.page.Page;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest extends ClientTest {
    @Test
    void goesOnWhileThereIsMoreByTheTotal() {
        server.answers(totals(0, 2, 5), totals(2, 2, 5), totals(4, 1, 5));

        Page<Role> first = client().getRoles(new RoleQuery().perPage(2).includeTotals(true));

        assertThat(first.total()).isEqualTo(OptionalLong.of(5));
        assertThat(first.cursor()).isEmpty();
        assertThat(first.stream().map(Role::id)).containsExactly("rol_0", "rol_1", "rol_2", "rol_3", "rol_4");
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/roles?per_page=2&include_totals=true",
                        "GET /api/v2/roles?per_page=2&include_totals=true&page=1",
                        "GET /api/v2/roles?per_page=2&include_totals=true&page=2");
    }

    @Test
    void asksForNoPageBehindTheLast() {
        server.answers(totals(0, 2, 4), totals(2, 2, 4));

        assertThat(client().getRoles(new RoleQuery().perPage(2).includeTotals(true)))
                .hasSize(4);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void startsWhereItWasTold() {
        server.answers(totals(6, 2, 9), totals(8, 1, 9));

        assertThat(client().getRoles(new RoleQuery().page(3).perPage(2).includeTotals(true)))
                .hasSize(3);
        assertThat(server.calls().get(1).line()).isEqualTo("GET /api/v2/roles?page=4&per_page=2&include_totals=true");
    }

    @Test
    void goesOnWhilePagesAreFull() {
        server.answers(
                ScriptedResponse.ok(array(0, 2)), ScriptedResponse.ok(array(2, 2)), ScriptedResponse.ok(array(4, 1)));

        Page<Role> first = client().getRoles(new RoleQuery().perPage(2));

        assertThat(first.total()).isEmpty();
        assertThat(first).extracting(Role::id).containsExactly("rol_0", "rol_1", "rol_2", "rol_3", "rol_4");
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void takesFiftyForAPageByDefault() {
        server.answers(ScriptedResponse.ok(array(0, 50)), ScriptedResponse.ok("[]"));

        assertThat(client().getRoles()).hasSize(50);
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly("GET /api/v2/roles", "GET /api/v2/roles?page=1");
    }

    @Test
    void takesAListThatWasNotCutForTheWholeOne() {
        server.answers(ScriptedResponse.ok(array(0, 120)));

        assertThat(client().getRoles()).hasSize(120);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void goesOnFromCheckpointToCheckpoint() {
        server.answers(members(0, 2, "c1"), members(2, 2, "c2"), members(4, 1, null));

        Page<?> first = client().getUsersInRole("rol_1", new CheckpointQuery().take(2));

        assertThat(first.cursor()).contains("c1");
        assertThat(first).hasSize(5);
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/roles/rol_1/users?take=2",
                        "GET /api/v2/roles/rol_1/users?take=2&from=c1",
                        "GET /api/v2/roles/rol_1/users?take=2&from=c2");
    }

    @Test
    void goesOnWhereTheEnvelopeTellsPageAndSize() {
        server.answers(
                ScriptedResponse.ok(
                        "{'actions':[{'id':'a'},{'id':'b'}],'total':3,'page':0,'per_page':2}".replace('\'', '"')),
                ScriptedResponse.ok("{'actions':[{'id':'c'}],'total':3,'page':1,'per_page':2}".replace('\'', '"')));

        assertThat(client().actions().getAll()).extracting(Action::id).containsExactly("a", "b", "c");
        assertThat(server.calls())
                .extracting(ReceivedRequest::target)
                .containsExactly("/api/v2/actions/actions", "/api/v2/actions/actions?page=1");
    }

    /** Whatever takes a page's number or its size answers pages. */
    @Test
    void everyListThatComesInPagesIsAPage() {
        List<String> others = new ArrayList<>();
        int lists = 0;
        for (Method manager : ManagementClient.class.getMethods()) {
            if (manager.getReturnType().getSimpleName().endsWith("Manager")) {
                for (Method operation : manager.getReturnType().getMethods()) {
                    boolean pages = Stream.of(operation.getParameterTypes())
                            .flatMap(type -> Stream.of(type.getMethods()))
                            .map(Method::getName)
                            .anyMatch(Set.of("perPage", "take")::contains);
                    lists += pages ? 1 : 0;
                    if (pages && operation.getReturnType() != Page.class && operation.getReturnType() != Stream.class) {
                        others.add(manager.getName() + "." + operation.getName());
                    }
                }
            }
        }

        assertThat(others).isEmpty();
        assertThat(lists).isGreaterThan(30);
    }

    @Test
    void endsWhenACheckpointDoesNotMove() {
        server.answers(members(0, 2, "c1"), members(2, 2, "c1"));

        assertThat(client().getUsersInRole("rol_1", new CheckpointQuery().take(2)))
                .hasSize(4);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void endsAnEnvelopeThatSaysNothingOfMore() {
        server.answers(members(0, 50, null));

        assertThat(client().getUsersInRole("rol_1")).hasSize(50);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void endsWithAnEmptyPageWhateverTheTotalSays() {
        server.answers(totals(0, 2, 5), totals(2, 0, 5));

        assertThat(client().getRoles(new RoleQuery().perPage(2).includeTotals(true)))
                .hasSize(2);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void fetchesAPageOnlyWhenItIsNeeded() {
        server.answers(totals(0, 2, 100), totals(2, 2, 100));
        Page<Role> first = client().getRoles(new RoleQuery().perPage(2).includeTotals(true));

        assertThat(first.stream().limit(2)).hasSize(2);
        assertThat(server.calls()).hasSize(1);
        assertThat(first.stream().limit(3)).hasSize(3);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void givesPagesOneByOne() {
        server.answers(totals(0, 2, 3), totals(2, 1, 3), totals(2, 1, 3));

        Page<Role> first = client().getRoles(new RoleQuery().perPage(2).includeTotals(true));
        Page<Role> second = first.next().orElseThrow();

        assertThat(first.items()).hasSize(2);
        assertThat(first.hasNext()).isTrue();
        assertThat(second.items()).extracting(Role::id).containsExactly("rol_2");
        assertThat(second.hasNext()).isFalse();
        assertThat(second.next()).isEmpty();
        assertThat(second.nextAsync()).isNull();
        assertThat(first.nextAsync())
                .isNotNull()
                .satisfies(next -> assertThat(next.join().items()).hasSize(1));
        assertThat(second).hasToString("Page[Role{\"id\":\"rol_2\"}]");
    }

    @Test
    void throwsWhereTheNextPageIsRefused() {
        server.answers(totals(0, 1, 3), ScriptedResponse.json(404, "{\"message\":\"Gone\"}"));
        Iterator<Role> roles = client().getRoles(new RoleQuery().perPage(1).includeTotals(true))
                .iterator();
        roles.next();

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(roles::hasNext)
                .withMessage("GET /api/v2/roles returned 404: Gone");
    }

    @Test
    void hasNoItemBehindTheLast() {
        server.answers(ScriptedResponse.ok("[]"));
        Iterator<Role> roles = client().getRoles().iterator();

        assertThat(roles.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(roles::next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"roles\":{}}", "\"roles\"", "{\"rules\":[]}"})
    void refusesWhatIsNotAList(String answer) {
        server.answers(ScriptedResponse.ok(answer));
        ManagementClient client = client();

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(client::getRoles)
                .withMessageMatching("GET /api/v2/roles returned 200 with .*not a list");
    }

    @Test
    void refusesAListOfSomethingElse() {
        server.answers(ScriptedResponse.ok("[{}, 1]"));
        ManagementClient client = client();

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(client::getRoles)
                .withMessage("GET /api/v2/roles returned 200 with JSON that is not an object");
    }

    private static ScriptedResponse totals(int start, int length, int total) {
        return ScriptedResponse.ok(
                "{\"start\":" + start + ",\"limit\":2,\"total\":" + total + ",\"roles\":" + array(start, length) + "}");
    }

    private static ScriptedResponse members(int start, int length, @Nullable String next) {
        String users = IntStream.range(start, start + length)
                .mapToObj(i -> "{\"user_id\":\"auth0|" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return ScriptedResponse.ok("{\"users\":" + users
                + Stream.ofNullable(next).map(n -> ",\"next\":\"" + n + "\"").collect(Collectors.joining()) + "}");
    }

    private static String array(int start, int length) {
        return IntStream.range(start, start + length)
                .mapToObj(i -> "{\"id\":\"rol_" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Of 249 events, all: the recorded form is a bare array with a Link header. */
    @Test
    void followsTheLinkOfLogsByCheckpoint() {
        server.otherwise(request -> logs(request, 249, true));

        Page<LogEvent> first = client().logs().getAll(new LogQuery().take(100));

        assertThat(first.stream().map(LogEvent::logId)).hasSize(249).doesNotHaveDuplicates();
        assertThat(first.cursor()).contains("log_0099");
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/logs?take=100",
                        "GET /api/v2/logs?take=100&from=log_0099",
                        "GET /api/v2/logs?take=100&from=log_0199");
    }

    @Test
    void goesOnFromTheLastLogIdWithoutALink() {
        server.otherwise(request -> logs(request, 200, false));

        assertThat(client().logs().getAll(new LogQuery().take(100)).stream()).hasSize(200);
    }

    private static ScriptedResponse logs(ReceivedRequest request, int all, boolean linked) {
        Matcher from = Pattern.compile("from=log_(\\d+)").matcher(request.target());
        int start = from.find() ? Integer.parseInt(from.group(1)) + 1 : 0;
        int end = Math.min(all, start + 100);
        String events = IntStream.range(start, end)
                .mapToObj(i -> String.format("{\"log_id\":\"log_%04d\"}", i))
                .collect(Collectors.joining(",", "[", "]"));
        ScriptedResponse page = ScriptedResponse.ok(events);
        return linked && end < all
                ? page.header(
                        "link",
                        String.format(
                                "<https://tenant.example/api/v2/logs?from=log_%04d&take=100>; rel=\"next\"", end - 1))
                : page;
    }
}
