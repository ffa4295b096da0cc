package dev.gatehouse.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.tenant.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a tenant, whole: what was never changed has its default. */
public record TenantSettings(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("tenant_settings").build();

    /** The id of the one document. */
    static final String ID = "settings";

    private static final String IN_MINUTES = "_in_minutes";
    private static final int MINUTES = 60;
    private static final List<String> PAGES = List.of("change_password", "guardian_mfa_page", "error_page");
    private static final String DEFAULTS = """
            {"id": "settings", "change_password": {"enabled": false}, "enabled_locales": ["en"],
             "flags": {"allow_changing_enable_sso": false, "disable_impersonation": true, "enable_sso": true,
                       "enable_dynamic_client_registration": false, "allow_legacy_delegation_grant_types": true,
                       "allow_legacy_ro_grant_types": true, "allow_legacy_tokeninfo_endpoint": false,
                       "change_pwd_flow_v1": false, "enable_apis_section": false, "enable_pipeline2": false,
                       "universal_login": true, "new_universal_login_experience_enabled": true,
                       "remove_alg_from_jwks": true, "allow_other_legacy_grant_types": true,
                       "revoke_refresh_token_grant": false,
                       "disable_clickjack_protection_headers": false, "no_disclose_enterprise_connections": false,
                       "trust_azure_adfs_email_verified_connection_property": false,
                       "enable_adfs_waad_email_verification": false, "custom_domains_provisioning": false,
                       "dashboard_insights_view": false, "dashboard_log_streams_next": false,
                       "disable_fields_map_fix": false, "mfa_show_factor_list_on_enrollment": false},
             "guardian_mfa_page": {"enabled": false}, "session_lifetime": 168, "idle_session_lifetime": 72,
             "ephemeral_session_lifetime": 72, "idle_ephemeral_session_lifetime": 24, "sandbox_version": "22",
             "oidc_logout": {"rp_logout_end_session_endpoint_discovery": true}, "phone_consolidated_experience": false,
             "universal_login": {"passwordless": {"allow_magiclink_verify_without_session": true}}}
            """;
    /** What a read shows beside what is stored. */
    private static final JsonNode WHEN_READ = StoredJson.read("""
            {"resource_parameter_profile": "audience", "client_id_metadata_document_supported": false}
            """);
    /**
     * The Node versions to choose between, the present ones first. A tenant that stays on a version that is no longer offered
     * to others chooses between those of its time.
     */
    private static final List<List<String>> SANDBOX_VERSIONS = List.of(List.of("22", "18"), List.of("18", "16", "12"));
    /** What only the answer to a change shows, in objects that are there. */
    private static final JsonNode AFTER_A_CHANGE = StoredJson.read("""
            {"flags": {"enforce_client_authentication_on_passwordless_start": true,
                       "cannot_change_enforce_client_authentication_on_passwordless_start": true}}
            """);

    /** The settings of a new tenant. */
    static TenantSettings initial() {
        return new TenantSettings(StoredJson.object(DEFAULTS));
    }

    /** The API that tokens are for when no audience is asked for; null for none. */
    public @Nullable String defaultAudience() {
        String audience = text("default_audience", "");
        return audience.isEmpty() ? null : audience;
    }

    /** The languages of its pages and mails, the preferred one first. */
    public List<String> enabledLocales() {
        return texts("enabled_locales");
    }

    /** Its name as people see it; its domain's first part when none was given. */
    public String friendlyName(Tenant tenant) {
        return text("friendly_name", tenant.id());
    }

    /** Lifetimes may be sent in minutes and are kept in hours: whole ones as an integer, as the API writes them. */
    void keepLifetimesInHours() {
        List<String> sent = json.properties().stream()
                .map(setting -> setting.getKey())
                .filter(name -> name.endsWith(IN_MINUTES))
                .toList();
        for (String name : sent) {
            long minutes = json.remove(name).asLong();
            json.set(
                    name.substring(0, name.length() - IN_MINUTES.length()),
                    minutes % MINUTES == 0
                            ? LongNode.valueOf(minutes / MINUTES)
                            : DoubleNode.valueOf((double) minutes / MINUTES));
        }
    }

    /** A page without any text is no page of the tenant's own. */
    void dropEmptyPages() {
        for (String page : PAGES) {
            if (json.get(page) instanceof ObjectNode object
                    && object.path("html").asText("-").isEmpty()) {
                object.remove("html");
            }
        }
    }

    /**
     * Checks what a change set.
     *
     * @throws dev.gatehouse.server.error.Rejection when scripts cannot run on that Node version
     */
    void check() {
        String sandbox = text("sandbox_version");
        if (sandbox != null && SANDBOX_VERSIONS.stream().noneMatch(versions -> versions.contains(sandbox))) {
            throw ErrorCode.BAD_REQUEST.refuse(
                    "The sandbox_version provided is invalid. Please use one of the available" + " options: [\""
                            + String.join("\",\"", SANDBOX_VERSIONS.get(0)) + "\"]");
        }
    }

    private List<String> sandboxVersions() {
        String current = text("sandbox_version", "");
        return SANDBOX_VERSIONS.stream()
                .filter(versions -> versions.contains(current))
                .findFirst()
                .orElse(SANDBOX_VERSIONS.get(0));
    }

    /** The settings as a read shows them. */
    public ObjectNode shown() {
        ObjectNode shown = json.deepCopy();
        sandboxVersions().forEach(shown.putArray("sandbox_versions_available")::add);
        WHEN_READ
                .properties()
                .forEach(
                        more -> shown.putIfAbsent(more.getKey(), more.getValue().deepCopy()));
        return shown;
    }

    /**
     * The settings as the answer to a change shows them.
     *
     * @param pages how the pages are set up, which is kept elsewhere
     */
    public ObjectNode shownAfterAChange(ObjectNode pages) {
        ObjectNode shown = json.deepCopy();
        AFTER_A_CHANGE.properties().forEach(more -> {
            if (shown.path(more.getKey()) instanceof ObjectNode object) {
                more.getValue().properties().forEach(each -> object.putIfAbsent(each.getKey(), each.getValue()));
            }
        });
        if (shown.path("universal_login") instanceof ObjectNode universalLogin) {
            universalLogin.setAll(pages);
        }
        return shown;
    }
}
