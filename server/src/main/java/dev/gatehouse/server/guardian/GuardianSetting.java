package dev.gatehouse.server.guardian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;

/** One group of settings of multi-factor authentication; which one is its id, the name of a {@link SettingGroup}. */
public record GuardianSetting(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("guardian_setting")
            .schemas(
                    "GuardianDuoSettingsUpdate",
                    "GuardianPhoneTwilioSet",
                    "GuardianApnsUpdate",
                    "GuardianFcmUpdate",
                    "GuardianFcmV1Update",
                    "GuardianSnsUpdate")
            .build();

    private static final String APNS_CERTIFICATE = "p12";
    /** What no response has. */
    private static final List<String> NEVER_SHOWN = List.of("id", APNS_CERTIFICATE, "server_key", "server_credentials");
    /** What only the response to a change has. */
    private static final String SHOWN_ONCE = "aws_secret_access_key";

    /** As the response to a change has it: the API repeats what was sent. */
    public ObjectNode changed() {
        ObjectNode view = json.deepCopy();
        view.remove(NEVER_SHOWN);
        return view;
    }

    /** As it is read: Apple's push service is enabled once it has a certificate. */
    public ObjectNode shown() {
        ObjectNode view = changed();
        view.remove(SHOWN_ONCE);
        return json.has(APNS_CERTIFICATE) ? view.put("enabled", true) : view;
    }
}
