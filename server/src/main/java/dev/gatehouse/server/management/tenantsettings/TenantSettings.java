package dev.gatehouse.server.management.tenantsettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.nio.charset.StandardCharsets;

/** The settings of a tenant: what was changed is kept, and shown over the defaults. */
public final class TenantSettings implements Resource {
    private static final String ID = "settings";
    private static final String IN_MINUTES = "_in_minutes";
    private static final byte[] DEFAULTS = """
            {"change_password": {"enabled": false}, "enabled_locales": ["en"],
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
             "ephemeral_session_lifetime": 72, "idle_ephemeral_session_lifetime": 24,
             "sandbox_version": "22", "sandbox_versions_available": ["22", "18"],
             "oidc_logout": {"rp_logout_end_session_endpoint_discovery": true},
             "resource_parameter_profile": "audience", "client_id_metadata_document_supported": false,
             "phone_consolidated_experience": false,
             "universal_login": {"passwordless": {"allow_magiclink_verify_without_session": true}}}
            """.getBytes(StandardCharsets.UTF_8);
    /** What only the answer to a change shows, beside what there is; it leaves out which versions there are to choose from. */
    private static final byte[] AFTER_A_CHANGE = """
            {"flags": {"enforce_client_authentication_on_passwordless_start": true,
                       "cannot_change_enforce_client_authentication_on_passwordless_start": true},
             "universal_login": {"is_custom_theme_set": false, "is_custom_template_set": false,
                                 "identifier_first": false, "webauthn_platform_first_factor": false}}
            """.getBytes(StandardCharsets.UTF_8);

    private final Database database;
    private final DocumentStore documents;

    public TenantSettings(Services services) {
        database = services.database();
        documents = services.documents();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("tenant.getSettings", this::get);
        operations.serve("tenant.updateSettings", this::update);
    }

    private Reply get(ApiRequest request) {
        return Reply.of(shown(database.read(request.tenant(), this::changed)));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        ObjectNode changed = database.write(request.tenant(), tx -> {
            ObjectNode settings = changed(tx);
            merge(settings, sent);
            if (!documents.update(tx, Kinds.TENANT_SETTINGS, ID, settings)) {
                documents.insert(tx, Kinds.TENANT_SETTINGS, ID, settings);
            }
            return settings;
        });
        return Reply.of(shownAfterAChange(changed));
    }

    private static ObjectNode shownAfterAChange(ObjectNode changed) {
        ObjectNode settings = shown(changed);
        settings.remove("sandbox_versions_available");
        Json.parse(AFTER_A_CHANGE).properties().forEach(more -> {
            if (settings.path(more.getKey()) instanceof ObjectNode shown) {
                more.getValue().properties().forEach(each -> shown.putIfAbsent(each.getKey(), each.getValue()));
            }
        });
        return settings;
    }

    private ObjectNode changed(Transaction tx) {
        return documents.find(tx, Kinds.TENANT_SETTINGS, ID).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** Lifetimes are kept in hours. Flags are changed one by one; any other setting is replaced as a whole. Null is kept: it hides the default. */
    private static void merge(ObjectNode settings, ObjectNode sent) {
        sent.properties().forEach(change -> {
            if (change.getKey().endsWith(IN_MINUTES)) {
                String inHours = change.getKey().substring(0, change.getKey().length() - IN_MINUTES.length());
                settings.set(inHours, hours(change.getValue().asLong()));
            } else if (change.getKey().equals("flags") && change.getValue() instanceof ObjectNode flags) {
                MergePatch.apply(settings.withObjectProperty("flags"), flags);
            } else {
                settings.set(change.getKey(), change.getValue());
            }
        });
    }

    /** Whole hours as an integer, as the API writes them. */
    private static JsonNode hours(long minutes) {
        return minutes % 60 == 0 ? LongNode.valueOf(minutes / 60) : DoubleNode.valueOf(minutes / 60.0);
    }

    private static ObjectNode shown(ObjectNode changed) {
        ObjectNode settings = (ObjectNode) Json.parse(DEFAULTS);
        merge(settings, changed);
        settings.properties().removeIf(setting -> setting.getValue().isNull());
        return settings;
    }
}
