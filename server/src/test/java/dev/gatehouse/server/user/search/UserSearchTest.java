package dev.gatehouse.server.user.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.InvalidCursorException;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserRows;
import dev.gatehouse.server.user.search.UserSearch.Criteria;
import dev.gatehouse.server.user.search.UserSearch.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryDatabase
class UserSearchTest {
    private static final Window ALL = new Window.Offset(0, 100, false);
    private static final String LONG = "x".repeat(300);

    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final UserRows rows;
    private final UserSearch search = new UserSearch();

    UserSearchTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
        rows = new UserRows(tenant);
        new UserRows(neighbour).add("n", "{'email':'ann@x.example','name':'Ann'}");
    }

    private void addPeople() {
        rows.add(
                "a",
                "{'email':'ann+1@x.example','name':'Ann Lee','email_verified':true,'logins_count':5,"
                        + "'created_at':'2024-01-31T23:30:00.000Z','user_metadata':{'Colour':'Dark Red','zip':'10115',"
                        + "'age':9,'deep':{'er':{'x':1}},'tags':['one','TWO'],'note':'" + LONG + "end'}}");
        rows.add(
                "b",
                "{'email':'bob@x.example','name':'Bob O\\u0027Lee','email_verified':false,'logins_count':50,"
                        + "'created_at':'2024-02-01T00:00:00.000Z','app_metadata':{'plan':'100%_!','size':1.50,'n':100.0},"
                        + "'blocked':true,'picture':'https://p/b'}");
        rows.add(
                "c",
                "{'username':'carl','family_name':'Ångström','created_at':'2024-03-15T12:00:00.000Z',"
                        + "'user_metadata':{'picture':'mine','age':30,'k':'a\\\\b(c)'}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            *:*                                             ; a b c
            *                                               ; a b c
            email:bob@x.example                             ; b
            email:"BOB@X.example"                           ; b
            email:ann\\+1@x.example                         ; a
            email:"ann+1@x.example"                         ; a
            email:bob                                       ;
            email:b*                                        ; b
            email:*x.example                                ; a b
            email:*@x.ex?mple                               ; a b
            email:?ob*                                      ; b
            user_id:"auth0|a"                               ; a
            user_id:auth0|a                                 ; a
            user_id:("auth0|a" OR "auth0|c")                ; a c
            identities.connection:db                        ; a b c
            identities.user_id:b                            ; b
            identities.profileData.hidden:secret            ;
            picture:*                                       ;
            user_metadata.picture:mine                      ; c
            name:"ann lee"                                  ; a
            name:ann*                                       ; a
            name:"bob o'lee"                                ; b
            name:*lee AND email_verified:true               ; a
            name:*lee OR username:carl                      ; a b c
            name:*lee NOT email:bob*                        ; a
            name:*lee -email:bob*                           ; a
            NOT _exists_:email                              ; c
            -_exists_:email                                 ; c
            (name:ann* OR name:bob*) AND blocked:true       ; b
            NOT (name:ann* OR blocked:true)                 ; c
            _exists_:app_metadata                           ; b
            _exists_:app_metadata.plan                      ; b
            _exists_:app_metadata.pla                       ;
            _exists_:user_metadata.deep                     ; a
            _exists_:user_metadata.colour                   ;
            user_metadata.deep.er.x:1                       ; a
            user_metadata.Colour:"Dark Red"                 ; a
            user_metadata.Colour:"dark red"                 ;
            user_metadata.Colour:Dark\\ Red                 ; a
            user_metadata.colour:"dark red"                 ;
            user_metadata.tags:TWO                          ; a
            user_metadata.tags:(one AND TWO)                ; a
            user_metadata.k:"a\\\\b(c)"                     ; c
            app_metadata.plan:"100%_!"                      ; b
            app_metadata.plan:100%_*                        ; b
            app_metadata.plan:1%*                           ;
            app_metadata.plan:10?%_\\!                      ; b
            app_metadata.n:100                              ; b
            app_metadata.size:1.5                           ; b
            family_name:ångström                            ; c
            family_name:ÅNG*                                ; c
            bob*                                            ; b
            carl                                            ; c
            Ann Lee                                         ; a
            carl OR bob@x.example                           ; b c
            logins_count:[5 TO 50]                          ; a b
            logins_count:{5 TO 50]                          ; b
            logins_count:[5 TO 50}                          ; a
            logins_count:[6 TO *]                           ; b
            logins_count:[* TO 49]                          ; a
            user_metadata.age:[8 TO 10]                     ; a
            user_metadata.zip:[10000 TO 10200]              ; a
            created_at:[2024-01-01 TO 2024-01-31]           ; a
            created_at:{2024-01-31 TO 2024-02-29}           ; b
            created_at:[2024-02-01 TO *]                    ; b c
            created_at:[2024-01-31T23\\:30\\:00.000Z TO 2024-02-01T00\\:00\\:00.000Z] ; a b
            created_at:["2024-01-31T23:30:00.000Z" TO "2024-01-31T23:59:00.000Z"]     ; a
            name:[ann TO bob]                               ; a
            email:bob@x.example^4                           ; b
            """)
    void finds(String query, @Nullable String expected) {
        addPeople();

        assertThat(found(query)).isEqualTo(expected == null ? "" : expected);
    }

    private void addDocumented() {
        rows.add(
                "j",
                "{'email':'John@Contoso.com','name':'John Doe','given_name':'John','email_verified':true,'logins_count':100,"
                        + "'last_login':'2017-12-15T10:00:00.000Z','user_metadata':{'full_name':'John Smith',"
                        + "'addresses':[{'city':'Paris'},{'city':'Oslo'}],'none':null,'empty':[],'object':{}}}");
        rows.add(
                "m",
                "{'email':'mary@contoso.com','name':'jane','email_verified':false,'logins_count':150,"
                        + "'last_login':'2017-11-30T23:59:59.999Z','app_metadata':{'subscription':{'plan':'gold'}}}");
        rows.add(
                "s",
                "{'email':'s@x.contoso.com','name':'Jane A Smith','logins_count':0,'last_login':'2018-01-01T00:00:00.000Z'}");
        rows.add("n", "{'email':'n@fabrikam.com','name':'Fujohnusa','blocked':true}");
    }

    /** What the documentation of the API gives as examples, and what it says of them. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            name:*john*                                     ; j n
            name:"jane"                                     ; m
            name:"Jane"                                     ; m
            name:john*                                      ; j
            name:j*                                         ; j m s
            name:jane*smith                                 ; s
            name:*usa                                       ; n
            name:*sa                                        ; n
            name:"jane smith"                               ;
            email:"john@contoso.com"                        ; j
            email:("john@contoso.com" OR "mary@contoso.com") ; j m
            email.domain:"contoso.com"                      ; j m
            email.domain:CONTOSO.COM                        ; j m
            email.domain:*contoso.com                       ; j m s
            email_verified:false OR NOT _exists_:email_verified ; m s n
            NOT _exists_:email_verified OR email_verified:false ; m s n
            (NOT _exists_:logins_count OR logins_count:0)   ; s n
            NOT name:j* OR blocked:true                     ; n
            user_metadata.full_name:"John Smith"            ; j
            user_metadata.full_name:"john smith"            ;
            user_metadata.addresses.city:"Paris"            ; j
            user_metadata.addresses.city:(Paris AND Oslo)   ; j
            app_metadata.subscription.plan:"gold"           ; m
            app_metadata.subscription.plan:"Gold"           ;
            _exists_:user_metadata.none                     ;
            _exists_:user_metadata.empty                    ;
            _exists_:user_metadata.object                   ;
            John                                            ; j
            "John Doe"                                      ; j
            "John Smith"                                    ;
            identities.connection:"db"                      ; j m s n
            last_login:[* TO 2017-12-31]                    ; j m
            last_login:{2017-11 TO 2017-12]                 ; j
            last_login:[2017-12 TO 2017-12]                 ; j
            last_login:[2017-12-01 TO 2017-12-31]           ; j
            last_login:[2018 TO *]                          ; s
            last_login:[* TO 2017]                          ; j m
            last_login:>2017-12                             ; s
            last_login:<2017-12                             ; m
            last_login:[2017-12-15T11\\:00\\:00+01\\:00 TO *] ; j s
            logins_count:[100 TO 200]                       ; j m
            logins_count:[100 TO *]                         ; j m
            logins_count:{100 TO *]                         ; m
            logins_count:{100 TO 150}                       ;
            logins_count:{100 TO 150]                       ; m
            logins_count:>100                               ; m
            logins_count:>=100                              ; j m
            logins_count:<100                               ; s
            logins_count:<=100                              ; j s
            logins_count:(>=1 AND <=100)                    ; j
            logins_count:100.0                              ; j
            logins_count:"100"                              ; j
            """)
    void findsWhatTheDocumentationSays(String query, @Nullable String expected) {
        addDocumented();

        assertThat(found(query)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            name:(a OR        ; an end too early at character 11
            name:a) OR b      ; ')' is not expected at character 7
            name:a AND OR b   ; 'OR' is not expected at character 12
            name:"a           ; a quotation mark that is not closed at character 6
            name:[a b]        ; 'b' is not expected at character 9
            n*e:a             ; a field with wildcards at character 1
            a~                ; a fuzzy search at character 2
            name:/a/          ; a regular expression at character 6
            age:>             ; a comparison with nothing at character 5
            """)
    void saysWhereAQueryCannotBeRead(String query, String message) {
        assertThatThrownBy(() -> found(query))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage(message);
    }

    /** As several nodes may do. */
    @Test
    void sortsByTimeOfCreationWhateverTheOrderOfWrites() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int first = writer;
            writers.add(new Thread(() -> {
                for (int i = 0; i < 15; i++) {
                    int time = (i * 4 + first) * 7 % 60;
                    rows.add("%02d".formatted(time), "{'created_at':'2024-01-01T00:00:%02d.000Z'}".formatted(time));
                }
            }));
        }
        for (Thread writer : writers) {
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }

        List<String> ids = find(new Criteria(null, null), new Sort("created_at", false), ALL).items().stream()
                .map(User::id)
                .toList();
        assertThat(ids).hasSize(60).isSorted();
        assertThat(find(new Criteria("_exists_:created_at", null), new Sort("created_at", true), ALL).items().stream()
                        .map(User::id)
                        .toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a AND",
                "name:",
                "\"open",
                "[1 TO",
                "name:[1 2]",
                "a^",
                "name:/a.*/",
                "ann~",
                "name:ann~2",
                "NOT",
                "\\"
            })
    void refusesWhatIsNoQuery(String query) {
        assertThatThrownBy(() -> found(query)).isInstanceOf(InvalidQueryException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:*a name:*b name:*c name:*d name:*e name:*f name:*g name:*h name:*i",
                "?a OR ?b OR ?c OR ?d OR ?e OR ?f OR ?g OR ?h OR ?i",
                "name:a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*p*q*r"
            })
    void refusesTooManyWildcards(String query) {
        assertThatThrownBy(() -> found(query)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void takesSomeWildcards() {
        addPeople();

        assertThat(found("*nn* OR *ob@* OR ?arl OR name:*x OR name:*y OR name:*z OR name:*q OR name:*w"))
                .isEqualTo("a b c");
    }

    @Test
    void answersOrRefusesWhateverItIsAsked() {
        addPeople();
        List<String> hostile = new ArrayList<>(List.of(
                "name:a^" + "9".repeat(3_000),
                "*a".repeat(1_000),
                "*a ".repeat(1_000),
                "?".repeat(4_000),
                "(".repeat(2_000) + "a" + ")".repeat(2_000),
                "NOT ".repeat(900) + "a",
                "[" + "* TO ".repeat(700) + "]",
                "name:[\u0000 TO \uFFFF]",
                "\\u0000",
                "name:\\uD800",
                "\uD800 name:\uDFFF*",
                "name:\uDBFF\uDFFF*",
                "a~1.5e999",
                "logins_count:[1e400 TO *]",
                "logins_count:{-999999999999999 TO 999999999999999.999999999999999}",
                "_exists_:*",
                "*:*",
                "*:a",
                "\"" + "\\\"".repeat(1_000) + "\"~9999999999",
                "name:\"a\"^-1",
                "a^NaN",
                "+-!a",
                "&& || !"));
        Random random = new Random(20_260_104);
        List<String> parts = List.of(
                "name",
                ":",
                "\"",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                " TO ",
                " AND ",
                " OR ",
                "NOT ",
                "+",
                "-",
                "!",
                "*",
                "?",
                "~",
                "^",
                "\\",
                "/",
                "a",
                "9",
                ".",
                " ",
                "email",
                "_exists_",
                "\u0000",
                "\u00e9",
                "\ud83d",
                "e9",
                "&&",
                "||",
                "=",
                ">",
                "<",
                "@");
        for (int i = 0; i < 1_500; i++) {
            StringBuilder query = new StringBuilder();
            for (int length = 1 + random.nextInt(14); length > 0; length--) {
                query.append(parts.get(random.nextInt(parts.size())));
            }
            hostile.add(query.toString());
        }
        for (String query : hostile) {
            assertThatCode(() -> {
                        try {
                            found(query);
                        } catch (InvalidQueryException e) {
                            // which is an answer
                        }
                    })
                    .as(query)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void boundsWhatAQueryCosts() {
        assertThatCode(() -> found("a ".repeat(2_000))).doesNotThrowAnyException();
        assertThatCode(() -> found("a OR ".repeat(255) + "a")).doesNotThrowAnyException();
        assertThatCode(() -> found("(a AND NOT ".repeat(31) + "a" + ")".repeat(31)))
                .doesNotThrowAnyException();
        for (String costly : List.of(
                "a OR ".repeat(256) + "a",
                "a && ".repeat(700) + "a",
                "(a AND NOT ".repeat(40) + "a" + ")".repeat(40),
                "(".repeat(2_000) + "a" + ")".repeat(2_000) + "(",
                "a".repeat(4_097))) {
            assertThatThrownBy(() -> found(costly)).as(costly).isInstanceOf(InvalidQueryException.class);
        }
    }

    @Test
    void findsLongValuesByTheirFirstCharacters() {
        addPeople();

        assertThat(found("user_metadata.note:" + LONG + "end")).isEqualTo("a");
        assertThat(found("user_metadata.note:" + LONG + "*")).isEqualTo("a");
        assertThat(found("user_metadata.note:x*")).isEqualTo("a");
    }

    @Test
    void followsEveryChangeOfAUser() {
        rows.add("a", "{'name':'Old','user_metadata':{'n':[100.0,'100']}}");
        rows.update("a", "{'name':'New','user_metadata':{'n':['100']}}");

        assertThat(found("name:old")).isEmpty();
        assertThat(found("name:new")).isEqualTo("a");
        assertThat(found("user_metadata.n:100")).isEqualTo("a");
        rows.update("a", "{'user_metadata':{'n':1}}");
        assertThat(found("user_metadata.n:100")).isEmpty();
    }

    @Test
    void narrowsToAConnection() {
        addPeople();

        assertThat(find(new Criteria(null, "db"), null, ALL).items().stream().map(User::id))
                .hasSize(3);
        assertThat(find(new Criteria("email:*", "other"), null, ALL).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "created_at, false, a b c",
        "created_at, true, c b a",
        "logins_count, false, c a b",
        "logins_count, true, b a c",
        "name, false, c a b",
        "name, true, b a c",
        "user_metadata.age, false, b a c",
        "nothing, true, a b c",
    })
    void sorts(String field, boolean descending, String expected) {
        addPeople();

        assertThat(ids(find(new Criteria(null, null), new Sort(field, descending), ALL)))
                .isEqualTo(expected);
    }

    /** As when one user waits longer than the next between the time it is given and the write. */
    @Test
    void sortsByTheTimeOfCreationAndNotByInsertion() {
        addPeople();
        rows.add("late", "{'created_at':'2024-02-15T00:00:00.000Z'}");
        rows.add("same", "{'created_at':'2024-02-15T00:00:00.000Z'}");

        assertThat(ids(find(new Criteria(null, null), new Sort("created_at", false), ALL)))
                .isEqualTo("a b late same c");
        assertThat(ids(find(new Criteria(null, null), new Sort("created_at", true), ALL)))
                .isEqualTo("c same late b a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:ann* OR name:*n*",
                "name:[a TO z] OR logins_count:[0 TO *]",
                "NOT name:x OR name:*y*",
                "-name:*y* OR email:*",
                "*:* OR name:*a*",
                "a OR NOT b"
            })
    void findsNothingOfAnotherTenant(String query) {
        assertThat(found(query)).isEmpty();
        assertThat(find(new Criteria(query, null), new Sort("name", true), ALL).items())
                .isEmpty();
        assertThat(find(new Criteria(query, null), null, new Window.Offset(0, 1, true))
                        .total())
                .isZero();
        assertThat(find(new Criteria(query, null), null, new Window.Checkpoint(null, 2))
                        .items())
                .isEmpty();
    }

    @Test
    void pagesByOffset() {
        addPeople();
        Criteria withEmail = new Criteria("_exists_:email", null);

        Slice<User> page = find(withEmail, null, new Window.Offset(1, 5, true));

        assertThat(ids(page)).isEqualTo("b");
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.next()).isNull();
        assertThat(find(withEmail, null, new Window.Offset(0, 1, false)).total())
                .isEqualTo(-1);
        assertThat(find(withEmail, null, new Window.Offset(Integer.MAX_VALUE, 1, true))
                        .items())
                .isEmpty();
    }

    @Test
    void pagesByCheckpointPastUsersThatComeAndGo() {
        addPeople();
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            Slice<User> page = find(new Criteria(null, null), null, new Window.Checkpoint(next, 2));
            seen.add(ids(page));
            next = page.next();
            if (seen.size() == 1) {
                rows.delete("b");
                rows.add("d", "{}");
            }
        } while (next != null);

        assertThat(seen).containsExactly("a b", "c d");
    }

    @Test
    void refusesACursorThatNoPageEndedWith() {
        assertThatThrownBy(() -> find(new Criteria(null, null), null, new Window.Checkpoint("x y", 2)))
                .isInstanceOf(InvalidCursorException.class);
    }

    private String found(String query) {
        return ids(find(new Criteria(query, null), null, ALL));
    }

    private Slice<User> find(Criteria criteria, @Nullable Sort sort, Window window) {
        return tenant.read(tx -> search.find(tx, criteria, sort, window));
    }

    private static String ids(Slice<User> slice) {
        return String.join(" ", slice.items().stream().map(User::id).toList()).replace("auth0|", "");
    }
}
