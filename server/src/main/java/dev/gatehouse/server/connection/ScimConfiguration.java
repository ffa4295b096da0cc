package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** How a connection is provisioned by SCIM (RFC 7644). It has the id of its connection. */
public record ScimConfiguration(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("scim_configuration")
            .identified("connection_id")
            .ownedBy(Connection.KIND, "connection_id")
            .timestamps("created_at", "updated_on")
            .errors(ErrorCode.NOT_FOUND, ErrorCode.SCIM_CONFIGURATION_CONFLICT)
            .build();

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.";
    private static final String[][] MAPPING = {
        {"userName", "preferred_username"},
        {"emails[primary eq true].value", "email"},
        {"externalId", "app_metadata.external_id"},
        {"active", "blocked"},
        {"displayName", "name"},
        {"name.givenName", "given_name"},
        {"name.familyName", "family_name"},
        {"name.middleName", "app_metadata.middle_name"},
        {"name.honorificPrefix", "app_metadata.honorific_prefix"},
        {"name.honorificSuffix", "app_metadata.honorific_suffix"},
        {"nickName", "nickname"},
        {"photos[type eq \"photo\"].value", "picture"},
        {"phoneNumbers[primary eq true].value", "app_metadata.primary_phone_number"},
        {"phoneNumbers[type eq \"mobile\"].value", "app_metadata.mobile_phone_number"},
        {"addresses[type eq \"work\"].streetAddress", "app_metadata.street_address"},
        {"addresses[type eq \"work\"].locality", "app_metadata.city"},
        {"addresses[type eq \"work\"].region", "app_metadata.state"},
        {"addresses[type eq \"work\"].postalCode", "app_metadata.postal_code"},
        {"addresses[type eq \"work\"].formatted", "app_metadata.postal_address"},
        {"addresses[type eq \"work\"].country", "app_metadata.country"},
        {"profileUrl", "app_metadata.profile_url"},
        {"userType", "app_metadata.user_type"},
        {"title", "app_metadata.title"},
        {"preferredLanguage", "app_metadata.language"},
        {"locale", "app_metadata.locale"},
        {"timezone", "app_metadata.timezone"},
        {ENTERPRISE + "employeeNumber", "app_metadata.employee_id"},
        {ENTERPRISE + "costCenter", "app_metadata.cost_center"},
        {ENTERPRISE + "organization", "app_metadata.organization"},
        {ENTERPRISE + "division", "app_metadata.division"},
        {ENTERPRISE + "department", "app_metadata.department"},
        {ENTERPRISE + "manager", "app_metadata.manager"},
    };

    /** A new configuration of a connection: the mapping and the identifying attribute that its strategy suggests. */
    public static ObjectNode initial(Connection connection) {
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("connection_id", connection.id())
                .put("connection_name", connection.name())
                .put("strategy", connection.strategy())
                .put("user_id_attribute", isSaml(connection) ? "userName" : "externalId");
        configuration.set("mapping", defaultMapping(connection));
        return configuration;
    }

    /** How SCIM attributes are mapped unless something else is said. SAML has a name of its own for the user's name. */
    public static ArrayNode defaultMapping(Connection connection) {
        ArrayNode mapping = JsonNodeFactory.instance.arrayNode();
        for (String[] pair : MAPPING) {
            boolean saml = pair[0].equals("userName") && isSaml(connection);
            mapping.addObject().put("auth0", saml ? "username" : pair[1]).put("scim", pair[0]);
        }
        return mapping;
    }

    private static boolean isSaml(Connection connection) {
        return connection.strategy().equals("samlp");
    }
}
