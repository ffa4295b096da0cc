package dev.gatehouse.client.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.gatehouse.client.model.Client;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ClientJwtConfiguration;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserUpdate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models between the client and the rest of an application: its classes, its JSON, its caches. */
class BoundValuesTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    record Plan(
            String name,
            LocalDate since,
            Optional<UUID> reseller,
            int[] seats,
            BigDecimal price,
            Duration trial,
            List<Instant> renewals) {}

    private static final Plan PLAN = new Plan(
            "team",
            LocalDate.of(2026, 3, 1),
            Optional.of(new UUID(1, 2)),
            new int[] {3, 4},
            new BigDecimal("9.90"),
            Duration.ofDays(14),
            List.of(Instant.parse("2027-03-01T00:00:00Z")));

    @Test
    void metadataIsAnyValueThatJacksonWrites() {
        UserUpdate update = new UserUpdate().userMetadata(PLAN);

        assertThat(update.json().get("user_metadata"))
                .hasToString("{\"name\":\"team\",\"since\":\"2026-03-01\","
                        + "\"reseller\":\"00000000-0000-0001-0000-000000000002\",\"seats\":[3,4],\"price\":9.90,"
                        + "\"trial\":\"PT336H\",\"renewals\":[\"2027-03-01T00:00:00Z\"]}");
    }

    @Test
    void metadataIsReadBackAsThatClass() {
        User user = new User().with("user_metadata", PLAN).with("app_metadata", Map.of("extra", true));

        Plan read = requireNonNull(user.userMetadata()).as(Plan.class);

        assertThat(read).usingRecursiveComparison().isEqualTo(PLAN);
        assertThat(requireNonNull(user.appMetadata()).as(Map.class)).isEqualTo(Map.of("extra", true));
    }

    @Test
    void valuesWithinMapsMayBeOfAnyClassToo() {
        JsonObject object = JsonObject.of(Map.of(
                "id",
                new UUID(0, 1),
                "day",
                LocalDate.of(2026, 1, 2),
                "list",
                new String[] {"a"},
                "none",
                Optional.empty()));

        assertThat(object.json().get("id").asText()).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(object.json().get("day").asText()).isEqualTo("2026-01-02");
        assertThat(object.json().get("list")).hasToString("[\"a\"]");
    }

    @Test
    void saysWhatCannotBeRead() {
        User user = new User().with("user_metadata", Map.of("since", "yesterday"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> requireNonNull(user.userMetadata()).as(Plan.class))
                .withMessageContaining("cannot be read as " + Plan.class.getName())
                .withMessageContaining("since");
    }

    @Test
    void aKeyIsRemovedByNull() {
        JsonObject change = new JsonObject().with("plan", null).with("seats", 4);

        assertThat(new UserUpdate().userMetadata(change).json())
                .hasToString("{\"user_metadata\":{\"plan\":null,\"seats\":4}}");
    }

    /** As a Spring MVC controller, a cache or a message does, with an ObjectMapper that nobody prepared. */
    @Test
    void jacksonWritesAndReadsModels() throws Exception {
        User user = new User().with("user_id", "auth0|1").with("new_member", List.of(1, 2));

        String json = PLAIN.writeValueAsString(Map.of("user", user));

        assertThat(json).isEqualTo("{\"user\":{\"user_id\":\"auth0|1\",\"new_member\":[1,2]}}");
        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(user), User.class)).isEqualTo(user);
    }

    private record Team(
            User lead,
            List<User> members,
            Map<String, User> byName,
            @Nullable User deputy) {}

    @Test
    void jacksonReadsModelsWithinOtherClasses() throws Exception {
        User ada = new User().with("user_id", "auth0|1");
        Team team = new Team(ada, List.of(ada), Map.of("ada", ada), null);

        assertThat(PLAIN.readValue(PLAIN.writeValueAsString(team), Team.class)).isEqualTo(team);
    }

    @Test
    void jacksonSaysWhatIsNoModel() {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> PLAIN.readValue("[\"auth0|1\"]", User.class))
                .withMessageContaining("ObjectNode");
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> PLAIN.readValue("{}", Model.class))
                .withMessageContaining(Model.class.getName());
    }

    @Test
    void modelsAreSerializable() throws Exception {
        User user = new User().with("user_id", "auth0|1").with("logins_count", 3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(user);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(user);
        }
    }

    @Test
    void anUpdateBeginsWithWhatThereIs() {
        User user = new User()
                .with("user_id", "auth0|1")
                .with("nickname", "ada")
                .with("user_metadata", Map.of("plan", "free"))
                .with("logins_count", 3);

        UserUpdate update = UserUpdate.from(user).without("nickname");

        assertThat(update.json()).hasToString("{\"user_metadata\":{\"plan\":\"free\"}}");
        update.json().withObject("/user_metadata").put("plan", "paid");
        assertThat(requireNonNull(user.userMetadata()).json()).hasToString("{\"plan\":\"free\"}");
    }

    @Test
    void textsAreReadFromScalars() {
        assertThat(new User().with("email", 17).email()).isEqualTo("17");
        assertThat(new User().with("email", true).email()).isEqualTo("true");
    }

    @Test
    void closedListsHaveConstantsAndObjectsClasses() {
        ClientCreate create = new ClientCreate()
                .name("app")
                .appType(Client.AppType.REGULAR_WEB)
                .callbacks("https://a.example/callback", "https://b.example/callback")
                .jwtConfiguration(new ClientJwtConfiguration().alg("RS256"));

        assertThat(create.json())
                .hasToString(
                        "{\"name\":\"app\",\"app_type\":\"regular_web\",\"callbacks\":[\"https://a.example/callback\","
                                + "\"https://b.example/callback\"],\"jwt_configuration\":{\"alg\":\"RS256\"}}");
        assertThat(requireNonNull(create.jwtConfiguration()).alg()).isEqualTo("RS256");
    }
}
