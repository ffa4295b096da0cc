package dev.gatehouse.it.crash;

import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserCreate;
import java.util.Map;

/**
 * A user that a writer asks for. Its user_id is chosen, so that it can be looked for though the answer was never seen.
 *
 * @param number unlike that of any other user
 * @param withPassword whether it is of the database connection, or of the passwordless one
 */
record NewUser(int number, boolean withPassword) {
    String email() {
        return "writer%07d@crash.example".formatted(number);
    }

    String userId() {
        return (withPassword ? "auth0|" : "email|") + number;
    }

    UserCreate request() {
        UserCreate request = new UserCreate()
                .userId(Integer.toString(number))
                .email(email())
                .name("Writer " + number)
                .userMetadata(metadata());
        return withPassword
                ? request.connection("Username-Password-Authentication").password("Tulip-" + number + "-Harbour")
                : request.connection("email");
    }

    private Map<String, Object> metadata() {
        return Map.of("number", number);
    }

    /** Whether it is what was asked for, with nothing missing. */
    boolean isWhole(User user) {
        return userId().equals(user.userId())
                && email().equals(user.email())
                && ("Writer " + number).equals(user.name())
                && user.userMetadata() != null
                && user.userMetadata().json().path("number").asInt() == number
                && user.identities() != null
                && user.identities().size() == 1
                && Integer.toString(number).equals(user.identities().get(0).userId());
    }
}
