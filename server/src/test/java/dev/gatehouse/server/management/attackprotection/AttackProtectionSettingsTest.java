package dev.gatehouse.server.management.attackprotection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackProtectionSettingsTest extends ApiTest {
    private static final String BASE = "/attack-protection/";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            brute-force-protection|     {'max_attempts': 0}|       'Value 0 is less than minimum 1' on property max_attempts (How many attempts are let pass; 10 by default.).
            brute-force-protection|     {'mode': 'count'}|         'Invalid value "count"\' on property mode (What attempts are counted by.).
            brute-force-protection|     {'allowlist': ['x']}|      'Data does not match any schemas from 'anyOf'' on property allowlist[0].
            brute-force-protection|     {'allowlist': ['10.0.0.0/33']}| 'Data does not match any schemas from 'anyOf'' on property allowlist[0].
            suspicious-ip-throttling|   {'stage': {'pre-login': {'rate': 1}}}| 'Value 1 is less than minimum 34560' on property stage.pre-login.rate (How long until one more is let pass, in milliseconds; 864000 by default.).
            bot-detection|              {'enabled': true}|         'Additional properties not allowed: enabled'.
            captcha|                    {'hcaptcha': {'site_key': 'a'}}| 'Missing required property: secret' on property hcaptcha (A captcha update friendly captcha.).
            """)
    void refuses(String path, String body, String message) {
        assertThat(patch(BASE + path, body))
                .hasToString(refusal(400, "Payload validation error: " + message, "invalid_body"));
    }

    @Test
    void mergesWhatIsSentIntoBruteForceProtection() {
        assertThat(get(BASE + "brute-force-protection"))
                .hasToString("200 {\"enabled\":true,\"shields\":[\"block\",\"user_notification\"],"
                        + "\"mode\":\"count_per_identifier_and_ip\",\"allowlist\":[],\"max_attempts\":10}");

        String changed = "200 {\"enabled\":true,\"shields\":[\"block\",\"user_notification\"],"
                + "\"mode\":\"count_per_identifier\",\"allowlist\":[\"10.0.0.0/8\",\"::1\"],\"max_attempts\":3}";
        assertThat(patch(
                        BASE + "brute-force-protection",
                        "{'mode': 'count_per_identifier', 'max_attempts': 3, 'allowlist': ['10.0.0.0/8', '::1']}"))
                .hasToString(changed);
        assertThat(get(BASE + "brute-force-protection")).hasToString(changed);
    }

    @Test
    void mergesTheStagesOfThrottling() {
        String changed = patch(BASE + "suspicious-ip-throttling", "{'stage': {'pre-login': {'max_attempts': 7}}}")
                .expect(200)
                .body();

        assertThat(changed)
                .isEqualTo("{\"enabled\":true,\"shields\":[\"admin_notification\",\"block\"],\"allowlist\":[],"
                        + "\"stage\":{\"pre-login\":{\"max_attempts\":7,\"rate\":864000},"
                        + "\"pre-user-registration\":{\"max_attempts\":50,\"rate\":1200},"
                        + "\"pre-custom-token-exchange\":{\"max_attempts\":10,\"rate\":600000}}}");
        assertThat(get(BASE + "suspicious-ip-throttling").body()).isEqualTo(changed);
    }

    @Test
    void forgetsHowOftenAdministratorsAreToldOnceTheyAreToldOfNothing() {
        String path = BASE + "breached-password-detection";
        patch(path, """
                {'enabled': true, 'shields': ['block'], 'admin_notification_frequency': ['daily'],
                 'stage': {'pre-change-password': {'shields': ['admin_notification']}}}""").expect(200);
        assertThat(patch(path, "{'method': 'standard'}").text("/admin_notification_frequency/0"))
                .isEqualTo("daily");

        assertThat(patch(path, "{'stage': {'pre-change-password': {'shields': ['block']}}}"))
                .hasToString("200 {\"enabled\":true,\"shields\":[\"block\"],\"admin_notification_frequency\":[],"
                        + "\"method\":\"standard\",\"stage\":{\"pre-user-registration\":{\"shields\":[]},"
                        + "\"pre-change-password\":{\"shields\":[\"block\"]}}}");
    }

    @Test
    void keepsTheSettingsOfBotDetection() {
        String changed = patch(
                        BASE + "bot-detection",
                        "{'bot_detection_level': 'high', 'challenge_password_policy': 'when_risky', 'allowlist': ['192.0.2.1/32']}")
                .expect(200)
                .body();

        assertThat(changed)
                .isEqualTo("{\"challenge_password_policy\":\"when_risky\",\"challenge_passwordless_policy\":\"never\","
                        + "\"challenge_password_reset_policy\":\"never\",\"allowlist\":[\"192.0.2.1/32\"],"
                        + "\"bot_detection_level\":\"high\",\"monitoring_mode_enabled\":false}");
        assertThat(get(BASE + "bot-detection").body()).isEqualTo(changed);
    }

    @Test
    void neverShowsTheSecretsOfACaptcha() {
        String changed = patch(
                        BASE + "captcha",
                        "{'active_provider_id': 'hcaptcha', 'hcaptcha': {'site_key': 'k', 'secret': 'unseen'},"
                                + " 'recaptcha_enterprise': {'site_key': 'k', 'api_key': 'unseen', 'project_id': 'p'}}")
                .expect(200)
                .body();

        assertThat(changed)
                .isEqualTo("{\"active_provider_id\":\"hcaptcha\",\"auth_challenge\":{\"fail_open\":false},"
                        + "\"simple_captcha\":{},\"hcaptcha\":{\"site_key\":\"k\"},"
                        + "\"recaptcha_enterprise\":{\"site_key\":\"k\",\"project_id\":\"p\"}}");
        assertThat(get(BASE + "captcha").body()).isEqualTo(changed);
        assertThat(get("/logs?per_page=1").body()).contains("hcaptcha").doesNotContain("unseen");
    }
}
