package dev.gatehouse.server.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The authentication methods of users, how new ones are made, and recovery codes. That the user is there is for the caller to
 * check. Thread-safe.
 */
public final class AuthenticationMethodStore {
    private static final int RECOVERY_CODE_LENGTH = 24;

    private final DocumentCollection<AuthenticationMethod> methods;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public AuthenticationMethodStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        methods = documents.of(AuthenticationMethod.KIND, AuthenticationMethod::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A user's methods, oldest first. */
    public List<AuthenticationMethod> of(Transaction tx, String userId) {
        return methods.all(tx, Map.of("user_id", userId));
    }

    /**
     * The method of a user with that id.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public AuthenticationMethod require(Transaction tx, String userId, String id) {
        return methods.find(tx, id)
                .filter(method -> method.userId().equals(userId))
                .orElseThrow(ErrorCode.INEXISTENT_AUTHENTICATION_METHOD::refuse);
    }

    /** The method that has that id as an enrollment, whoever's it is. */
    public Optional<AuthenticationMethod> findEnrollment(Transaction tx, String enrollmentId) {
        return methods.all(tx, Map.of("enrollment", enrollmentId)).stream().findFirst();
    }

    /** Adds a method, confirmed. */
    public AuthenticationMethod add(Transaction tx, String userId, ObjectNode sent) {
        String device = identifiers.prefixed("dev_");
        String type = sent.path("type").asText();
        ObjectNode method = sent.deepCopy()
                .put("id", type + "|" + device)
                .put("user_id", userId)
                .put("confirmed", true)
                .put("created_at", WireTime.of(clock.instant()));
        if (type.equals("phone")) {
            String way = sent.path("preferred_authentication_method").asText("sms");
            method.put("preferred_authentication_method", way);
            method.putArray("authentication_methods")
                    .addObject()
                    .put("id", way + "|" + device)
                    .put("type", way);
        }
        return methods.insert(tx, method);
    }

    public void update(Transaction tx, AuthenticationMethod method) {
        methods.update(tx, method.json());
    }

    public void delete(Transaction tx, AuthenticationMethod method) {
        methods.delete(tx, method.id());
    }

    public void deleteAll(Transaction tx, String userId) {
        methods.deleteAll(tx, Map.of("user_id", userId));
    }

    /** Gives a user a new recovery code, in the place of an earlier one. */
    public String renewRecoveryCode(Transaction tx, String userId) {
        of(tx, userId).stream()
                .filter(method -> method.type().equals(AuthenticationMethod.RECOVERY_CODE))
                .forEach(method -> delete(tx, method));
        String code = identifiers.alphanumeric(RECOVERY_CODE_LENGTH).toUpperCase(Locale.ROOT);
        add(
                tx,
                userId,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", AuthenticationMethod.RECOVERY_CODE)
                        .put("key_material", code));
        return code;
    }
}
