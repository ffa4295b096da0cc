package dev.gatehouse.server.guardian;

import java.util.Arrays;
import java.util.Optional;

/** A second factor, in the order in which the API lists them. */
public enum Factor {
    SMS("sms"),
    PUSH_NOTIFICATION("push-notification"),
    OTP("otp"),
    EMAIL("email"),
    DUO("duo"),
    WEBAUTHN_ROAMING("webauthn-roaming"),
    WEBAUTHN_PLATFORM("webauthn-platform"),
    RECOVERY_CODE("recovery-code");

    private final String apiName;

    Factor(String apiName) {
        this.apiName = apiName;
    }

    /** Its name in the API, as in {@code push-notification}. */
    public String apiName() {
        return apiName;
    }

    /** The factor of that name. */
    public static Optional<Factor> named(String apiName) {
        return Arrays.stream(values())
                .filter(factor -> factor.apiName.equals(apiName))
                .findFirst();
    }
}
