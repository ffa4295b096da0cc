package dev.gatehouse.server.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authentication method: a second factor or a passkey of a user. */
public record AuthenticationMethod(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("authentication_method")
            .ownedByUser()
            .key("enrollment", method -> {
                String enrollment = new AuthenticationMethod(method).enrollmentId();
                return enrollment == null ? List.of() : List.of(enrollment);
            })
            .secrets("totp_secret", "key_material")
            .missing(ErrorCode.INEXISTENT_AUTHENTICATION_METHOD)
            .build();

    /** The type of recovery codes. */
    public static final String RECOVERY_CODE = "recovery-code";

    /** The types that are enrollments, too. */
    private static final Set<String> ENROLLED =
            Set.of("totp", "phone", "push", "webauthn-roaming", "webauthn-platform");

    /** Its id: its type, a bar, and the id of the device. */
    public String id() {
        return text("id", "");
    }

    /** As in {@code totp}, {@code phone} or {@code recovery-code}. */
    public String type() {
        return text("type", "");
    }

    /** The user it is of. */
    public String userId() {
        return text("user_id", "");
    }

    /** The id it has as an enrollment: that of the device; null when its type is none that is enrolled. */
    public @Nullable String enrollmentId() {
        return ENROLLED.contains(type()) ? id().substring(id().indexOf('|') + 1) : null;
    }
}
