package dev.gatehouse.server.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** How authentication methods are written: without their secrets, and with addresses and numbers partly hidden. */
public final class AuthenticationMethodView {
    private static final List<String> HIDDEN = List.of("user_id", "totp_secret", "key_material");
    /** What the types are called as enrollments, where that is another name. */
    private static final Map<String, String> ENROLLED_WAYS =
            Map.of("totp", "authenticator", "phone", "sms", "push", "guardian");

    private static final int SHOWN_CHARACTERS = 4;

    private AuthenticationMethodView() {}

    /** As it is read. */
    public static ObjectNode shown(AuthenticationMethod method) {
        ObjectNode view = method.json().deepCopy();
        view.remove(HIDDEN);
        if (view.has("email")) {
            view.put("email", maskedEmail(view.path("email").asText()));
        }
        if (view.has("phone_number")) {
            view.put("phone_number", maskedPhone(view.path("phone_number").asText()));
        }
        return view;
    }

    /** As the answer to a change: it does not tell whether it is confirmed. */
    public static ObjectNode changed(AuthenticationMethod method) {
        ObjectNode view = shown(method);
        view.remove("confirmed");
        return view;
    }

    /** As the answer when all were replaced: nothing that was just sent is hidden but secrets. */
    public static ObjectNode plain(AuthenticationMethod method) {
        ObjectNode view = method.json().deepCopy();
        view.remove(HIDDEN);
        view.remove("confirmed");
        return view;
    }

    /** As an enrollment. */
    public static ObjectNode enrollment(AuthenticationMethod method) {
        ObjectNode shown = shown(method);
        ObjectNode enrollment = JsonNodeFactory.instance
                .objectNode()
                .put("id", method.enrollmentId())
                .put("status", "confirmed")
                .put("auth_method", ENROLLED_WAYS.getOrDefault(method.type(), method.type()));
        for (String member : List.of("name", "phone_number")) {
            if (shown.has(member)) {
                enrollment.set(member, shown.get(member));
            }
        }
        return enrollment.set("enrolled_at", shown.path("created_at"));
    }

    private static String maskedEmail(String email) {
        int at = email.lastIndexOf('@');
        return masked(email.substring(0, Math.max(at, 0))) + "@" + masked(email.substring(at + 1));
    }

    private static String masked(String part) {
        return part.length() <= SHOWN_CHARACTERS
                ? "****"
                : part.substring(0, SHOWN_CHARACTERS) + "*".repeat(part.length() - SHOWN_CHARACTERS);
    }

    private static String maskedPhone(String phone) {
        int hidden = Math.max(0, phone.length() - SHOWN_CHARACTERS);
        return "X".repeat(hidden) + phone.substring(hidden);
    }
}
