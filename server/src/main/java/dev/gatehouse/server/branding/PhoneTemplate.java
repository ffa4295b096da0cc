package dev.gatehouse.server.branding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;
import java.util.Map;

/** What a text message or a call says, in Liquid. */
public record PhoneTemplate(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("phone_template")
            .identified("id", identifiers -> identifiers.longPrefixed("tem_"))
            .unique("type", "/type")
            .timestamps("created_at", "updated_at")
            .missing(ErrorCode.INEXISTENT_PHONE_NOTIFICATION)
            .build();

    private static final Texts CODE = new Texts(
            "{{ code | escape }} is your verification code for {{ friendly_name | escape }}",
            "Hello. Your verification code for {{ friendly_name | escape }} is {{ pause }} {{ code | escape }}."
                    + " I repeat, your verification code is {{ pause }} {{ code | escape }}");
    private static final Map<String, Texts> ORIGINAL = Map.of(
            "change_password",
                    new Texts(
                            "{{ code | escape }} is the code to change your password for {{ friendly_name | escape }}",
                            "Hello. The code to change your password for {{ friendly_name | escape }} is {{ pause }}"
                                    + " {{ code | escape }}. I repeat, the code is {{ pause }} {{ code | escape }}"),
            "blocked_account", Texts.same("Your account at {{ friendly_name | escape }} has been blocked"),
            "password_breach",
                    Texts.same("Your password for {{ friendly_name | escape }} was found in a breach. Change it soon"));

    /** The types that a tenant shows whether or not it has templates of its own for them, in the API's order. */
    public static final List<String> SHOWN = List.of("blocked_account", "change_password", "otp_enroll", "otp_verify");

    private record Texts(String text, String voice) {
        static Texts same(String text) {
            return new Texts(text, text);
        }

        void putInto(ObjectNode body) {
            body.put("text", text).put("voice", voice);
        }
    }

    /** Fills in what was not sent, in the API's order: the syntax, the original texts of its type, and no sender yet. */
    public void complete() {
        ObjectNode sent = json.withObjectProperty("content");
        ObjectNode content = json.putObject("content").put("syntax", "liquid");
        original().putInto(content.putObject("body"));
        content.put("from", "").setAll(sent);
    }

    /** Puts the original texts of its type in the place of its own. */
    public void reset() {
        original().putInto(json.withObjectProperty("content").putObject("body"));
    }

    private Texts original() {
        return ORIGINAL.getOrDefault(text("type", ""), CODE);
    }

    /** The text of a message by how it is delivered, {@code text} or {@code voice}. */
    public String content(String method) {
        return text("content/body/" + method, "");
    }
}
