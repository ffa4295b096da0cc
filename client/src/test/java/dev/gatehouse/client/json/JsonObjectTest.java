package dev.gatehouse.client.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.model.Client;
import dev.gatehouse.client.model.Identity;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserUpdate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void readsWhatTheApiAnswers() {
        User user = user("""
                {"user_id": "auth0|1", "email_verified": true, "logins_count": 7, "created_at": "2026-03-01T12:00:00.000Z",
                 "identities": [{"provider": "auth0", "isSocial": false}], "multifactor": ["guardian"],
                 "user_metadata": {"depth": {"n": 1}}}""");

        assertThat(user.userId()).isEqualTo("auth0|1");
        assertThat(user.emailVerified()).isTrue();
        assertThat(user.loginsCount()).isEqualTo(7);
        assertThat(user.createdAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(user.identities()).extracting(Identity::provider).containsExactly("auth0");
        assertThat(user.multifactor()).containsExactly("guardian");
        assertThat(user.userMetadata()).isEqualTo(JsonObject.of(Map.of("depth", Map.of("n", 1))));
    }

    @Test
    void tellsAbsentNullAndValueApart() {
        User user = user("{\"name\": null, \"nickname\": \"n\"}");

        assertThat(user.email()).isNull();
        assertThat(user.has("email")).isFalse();
        assertThat(user.name()).isNull();
        assertThat(user.has("name")).isTrue();
        assertThat(user.get("name")).isNull();
        assertThat(user.nickname()).isEqualTo("n");
        assertThat(user.identities()).isNull();
        assertThat(new UserUpdate().name(null).json()).hasToString("{\"name\":null}");
        assertThat(new UserUpdate().json()).hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"brand_new\":{\"a\":[1,null,\"x\"]},\"user_id\":\"1\"}",
                "{\"n\":1.10,\"m\":12345678901234567890123,\"o\":0.1234567890123456789012345}",
                "{\"email\":17,\"identities\":\"none\"}",
                "{\"app_metadata\":{\"\":\"\",\"\\u0000\":\"\u20ac\"}}",
            })
    void keepsWhatItDoesNotKnow(String json) {
        assertThat(user(json).json()).hasToString(json);
    }

    @Test
    void keepsWhatItDoesNotKnowThroughAChange() throws IOException {
        ObjectNode json =
                (ObjectNode) JsonValues.parse("{\"brand_new\":[1],\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8));

        RoleCreate changed = new RoleCreate(json).name("b").with("other", Map.of("x", true));

        assertThat(changed.json()).hasToString("{\"brand_new\":[1],\"name\":\"b\",\"other\":{\"x\":true}}");
        assertThat(changed.get("brand_new")).hasToString("[1]");
    }

    @Test
    void keepsEnumValuesItDoesNotKnow() {
        Client client = new Client(parse("{\"app_type\":\"hologram\"}"));

        assertThat(client.appType()).isEqualTo("hologram");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                wrong("{\"email\": {}}", User::email, "email: expected a string, found an object"),
                wrong("{\"email\": []}", User::email, "email: expected a string, found an array"),
                wrong("{\"blocked\": \"yes\"}", User::blocked, "blocked: expected a boolean, found a string"),
                wrong(
                        "{\"logins_count\": 1.5}",
                        User::loginsCount,
                        "logins_count: expected an integer of 32 bits, found a number"),
                wrong(
                        "{\"logins_count\": 5000000000}",
                        User::loginsCount,
                        "logins_count: expected an integer of 32 bits, found a number"),
                wrong(
                        "{\"created_at\": \"yesterday\"}",
                        User::createdAt,
                        "created_at: expected a time, found a string"),
                wrong("{\"created_at\": {}}", User::createdAt, "created_at: expected a time, found an object"),
                wrong(
                        "{\"user_metadata\": []}",
                        User::userMetadata,
                        "user_metadata: expected an object, found an array"),
                wrong(
                        "{\"identities\": {}}",
                        User::identities,
                        "identities: expected an array of objects, found an object"),
                wrong(
                        "{\"identities\": [{}, 1]}",
                        User::identities,
                        "identities: expected an array of objects, found an array"),
                wrong(
                        "{\"multifactor\": \"none\"}",
                        User::multifactor,
                        "multifactor: expected an array of strings, found a string"),
                wrong(
                        "{\"multifactor\": [null]}",
                        User::multifactor,
                        "multifactor: expected an array of strings, found an array"),
                wrong(
                        "{\"multifactor\": [{}]}",
                        User::multifactor,
                        "multifactor: expected an array of strings, found an array"));
    }

    private static Arguments wrong(String json, Function<User, @Nullable Object> getter, String message) {
        return Arguments.of(json, getter, message);
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void failsOnlyWhenAWrongTypeIsRead(String json, Function<User, @Nullable Object> getter, String message) {
        User user = user(json.replaceFirst("\\{", "{\"name\": \"fine\", "));

        assertThat(user.name()).isEqualTo("fine");
        assertThatExceptionOfType(UnexpectedTypeException.class)
                .isThrownBy(() -> getter.apply(user))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-23T14:31:49.761Z",
                "2026-06-23t14:31:49.761z",
                "2026-06-23T16:31:49.761+02:00",
                "2026-06-23 14:31:49.761+00",
                "2026-06-23 14:31:49.761000+00:00"
            })
    void readsTimesAsTheApiWritesThem(String time) {
        User user = user("{\"created_at\": \"" + time + "\"}");

        assertThat(user.createdAt()).isEqualTo(Instant.parse("2026-06-23T14:31:49.761Z"));
    }

    @Test
    void readsBooleansThatAreText() {
        assertThat(user("{\"email_verified\":\"true\"}").emailVerified()).isTrue();
        assertThat(user("{\"email_verified\":\"false\"}").emailVerified()).isFalse();
    }

    @Test
    void takesEveryValueThatHasAJsonForm() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("null", null);
        members.put("text", new StringBuilder("t"));
        members.put("flag", true);
        members.put("int", 1);
        members.put("long", 5_000_000_000L);
        members.put("big", new BigInteger("12345678901234567890"));
        members.put("short", (short) 2);
        members.put("double", 1.5);
        members.put("float", 0.1f);
        members.put("decimal", new BigDecimal("1.10"));
        members.put("time", Instant.EPOCH);
        members.put("enum", Thread.State.NEW);
        members.put("list", Arrays.asList(1, null, List.of()));
        members.put("map", Map.of(1, "one"));
        members.put("view", new RoleCreate().name("r"));

        JsonObject object = JsonObject.of(members);

        assertThat(object.json())
                .hasToString("{\"null\":null,\"text\":\"t\",\"flag\":true,\"int\":1,\"long\":5000000000,"
                        + "\"big\":12345678901234567890,\"short\":2,\"double\":1.5,\"float\":0.1,\"decimal\":1.10,"
                        + "\"time\":\"1970-01-01T00:00:00Z\",\"enum\":\"NEW\",\"list\":[1,null,[]],"
                        + "\"map\":{\"1\":\"one\"},\"view\":{\"name\":\"r\"}}");
        assertThat(object).isEqualTo(new JsonObject(parse(object.json().toString())));
    }

    @Test
    void refusesValuesThatHaveNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.of(Map.of("x", new Object())))
                .withMessage("java.lang.Object has no JSON form");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("x", Double.NaN)));
    }

    @Test
    void isEqualToWhatSaysTheSame() {
        Role role = new Role(parse("{\"id\":\"1\",\"n\":2.5}"));

        assertThat(role)
                .isEqualTo(new Role().with("n", 2.5).with("id", "1"))
                .hasSameHashCodeAs(new Role().with("n", 2.5).with("id", "1"))
                .isNotEqualTo(new Role())
                .isNotEqualTo(new JsonObject(parse("{\"id\":\"1\",\"n\":2.5}")));
    }

    @Test
    void showsNoSecretAtAnyDepth() {
        String json = """
                {"user_id":"1","identities":[{"access_token":"s3cr3t","refresh_token":"s3cr3t","connection":"c"}],\
                "options":{"client_secret":"s3cr3t","smtp_pass":"s3cr3t","apiKey":"s3cr3t","passwordPolicy":"good",\
                "x":[{"signing_key":"s3cr3t"}]},"access_token_secret":{"deep":"s3cr3t"},"password":null}""";

        assertThat(user(json))
                .hasToString("User{\"user_id\":\"1\",\"identities\":[{\"access_token\":\"[REDACTED]\","
                        + "\"refresh_token\":\"[REDACTED]\",\"connection\":\"c\"}],"
                        + "\"options\":{\"client_secret\":\"[REDACTED]\",\"smtp_pass\":\"[REDACTED]\","
                        + "\"apiKey\":\"[REDACTED]\",\"passwordPolicy\":\"good\",\"x\":[{\"signing_key\":\"[REDACTED]\"}]},"
                        + "\"access_token_secret\":\"[REDACTED]\",\"password\":null}");
        assertThat(user(json).json()).hasToString(json);
    }

    private static User user(String json) {
        return new User(parse(json));
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JsonValues.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
