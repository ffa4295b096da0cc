package dev.gatehouse.server.management.eventstreams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;

/** What a test event carries unless its sender says otherwise: made-up objects of the type's kind. */
final class SampleEvents {
    private SampleEvents() {}

    static ObjectNode of(String type, String now, Identifiers identifiers) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode object = data.putObject("object");
        switch (type.substring(0, type.indexOf('.'))) {
            case "user" -> user(object, now, identifiers.hex(24));
            case "organization" -> {
                object.put("id", "org_" + identifiers.alphanumeric(16));
                object.put("name", "sample-organization").put("display_name", "Sample organization");
            }
            default -> object.put("id", "grp_" + identifiers.alphanumeric(16)).put("name", "sample-group");
        }
        return data;
    }

    private static void user(ObjectNode user, String now, String id) {
        user.put("user_id", "auth0|" + id).put("email", "sample@example.com").put("email_verified", false);
        user.put("name", "Sample User").put("nickname", "sample").put("given_name", "Sample");
        user.put("family_name", "User").put("username", "sample");
        user.put("phone_number", "+15550100").put("phone_verified", false);
        user.put("picture", "https://example.com/sample.png").put("blocked", false);
        user.put("created_at", now).put("updated_at", now);
        user.put("last_ip", "192.0.2.1").put("last_login", now).put("logins_count", 1);
        user.putArray("multifactor").add("sample");
        ObjectNode identity = user.putArray("identities").addObject();
        identity.put("connection", "Username-Password-Authentication").put("provider", "auth0");
        identity.put("user_id", id).put("isSocial", false);
        identity.putObject("profileData")
                .setAll(user.deepCopy()
                        .retain(
                                "email",
                                "email_verified",
                                "name",
                                "username",
                                "given_name",
                                "family_name",
                                "phone_number",
                                "phone_verified"));
        user.putObject("app_metadata").put("plan", "sample");
        user.putObject("user_metadata").put("hobby", "sample");
    }
}
