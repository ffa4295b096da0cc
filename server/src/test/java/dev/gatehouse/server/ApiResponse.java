package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What a server answered. {@link #toString} is the status and the body: a whole refusal is asserted in one line. */
public record ApiResponse(int status, HttpHeaders headers, String body) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The body as JSON; fails when it is none. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + this, e);
        }
    }

    /**
     * A member of the body as text; empty when it is absent.
     *
     * @param pointer as in {@code /scopes/0/value} (RFC 6901)
     */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** This answer, when it has that status; otherwise the test fails and shows the body. */
    public ApiResponse expect(int expected) {
        assertThat(this.status).as(body).isEqualTo(expected);
        return this;
    }

    @Override
    public String toString() {
        return body.isEmpty() ? Integer.toString(status) : status + " " + body;
    }
}
