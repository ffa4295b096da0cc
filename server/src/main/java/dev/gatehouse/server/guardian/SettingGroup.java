package dev.gatehouse.server.guardian;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The groups of settings of multi-factor authentication, each with what a tenant has that has set nothing, and what stands in for
 * what was left out as the group was set.
 */
public enum SettingGroup {
    /** Which factors are on: a member for each that was ever switched. */
    FACTORS("factors", "{}"),
    POLICIES("policies", """
            {"policies": []}
            """),
    PHONE_PROVIDER("phone/selected-provider", """
            {"provider": "auth0"}
            """),
    PHONE_MESSAGE_TYPES("phone/message-types", """
            {"message_types": []}
            """),
    PHONE_TWILIO("phone/providers/twilio", "{}", """
            {"from": null, "messaging_service_sid": null, "auth_token": null, "sid": null}
            """),
    PHONE_TEMPLATES("phone/templates", """
            {"enrollment_message": "{{code}} is the code to enroll your phone with {{tenant.friendly_name}}.",
             "verification_message": "{{code}} is your code for {{tenant.friendly_name}}."}
            """),
    PUSH_PROVIDER("push-notification/selected-provider", """
            {"provider": "guardian"}
            """),
    PUSH_APNS("push-notification/providers/apns", "{}", """
            {"bundle_id": null, "sandbox": false, "enabled": false}
            """),
    PUSH_FCM("push-notification/providers/fcm", "{}"),
    PUSH_FCM_V1("push-notification/providers/fcmv1", "{}"),
    PUSH_SNS("push-notification/providers/sns", "{}", """
            {"aws_access_key_id": null, "aws_region": null, "sns_apns_platform_application_arn": null,
             "sns_gcm_platform_application_arn": null}
            """),
    DUO("duo/settings", "{}"),
    WEBAUTHN_ROAMING("webauthn-roaming/settings", """
            {"userVerification": "preferred", "overrideRelyingParty": false}
            """),
    WEBAUTHN_PLATFORM("webauthn-platform/settings", """
            {"overrideRelyingParty": false}
            """);

    /** What WebAuthn factors know. */
    private static final Set<String> WEBAUTHN_MEMBERS =
            Set.of("userVerification", "overrideRelyingParty", "relyingPartyIdentifier");

    private final String path;
    private final String initial;
    private final String leftOut;

    SettingGroup(String path, String initial) {
        this(path, initial, initial);
    }

    SettingGroup(String path, String initial, String leftOut) {
        this.path = path;
        this.initial = initial;
        this.leftOut = leftOut;
    }

    /** Its path below {@code /guardian/factors}, which is its id, too. */
    String path() {
        return path;
    }

    /** What a tenant has that has set nothing, in JSON. */
    String initial() {
        return initial;
    }

    /** What stands in for what was left out, in JSON. */
    String leftOut() {
        return leftOut;
    }

    /** Whether a member may be set in it, where the contract describes several groups at once. */
    public boolean has(String member) {
        return this != WEBAUTHN_ROAMING && this != WEBAUTHN_PLATFORM || WEBAUTHN_MEMBERS.contains(member);
    }

    /**
     * The group at a path below {@code /guardian/factors}.
     *
     * @param factor {@code sms} and {@code phone} are two names of one factor
     */
    public static Optional<SettingGroup> at(String factor, String part) {
        String path = (factor.equals("sms") ? "phone" : factor) + "/" + part;
        return Arrays.stream(values()).filter(group -> group.path.equals(path)).findFirst();
    }
}
