package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;

/** Tells of what happens to organizations. */
final class OrganizationEvents {
    private static final List<String> OF_AN_ORGANIZATION =
            List.of("id", "name", "display_name", "branding", "metadata");

    private static final List<String> OF_A_CONNECTION =
            List.of("assign_membership_on_login", "is_signup_enabled", "show_as_button");

    private final EventPublisher publisher;
    private final DocumentCollection<Organization> organizations;

    OrganizationEvents(Services services) {
        publisher = services.eventPublisher();
        organizations = services.documents().of(Organization.KIND, Organization::new);
    }

    /**
     * @param what as in {@code created}
     */
    void organization(Transaction tx, String what, ObjectNode organization) {
        publisher.publish(
                tx, "organization." + what, () -> organization.deepCopy().retain(OF_AN_ORGANIZATION));
    }

    /**
     * @param what {@code added} or {@code deleted}
     */
    void member(Transaction tx, String what, String organization, String user) {
        publisher.publish(tx, "organization.member." + what, () -> {
            ObjectNode object = of(tx, organization);
            object.putObject("user").put("user_id", user);
            return object;
        });
    }

    /**
     * @param what {@code assigned} or {@code deleted}
     */
    void memberRole(Transaction tx, String what, String organization, String user, Role role) {
        publisher.publish(tx, "organization.member.role." + what, () -> {
            ObjectNode object = of(tx, organization);
            object.putObject("user").put("user_id", user);
            object.putObject("role").put("id", role.id()).put("name", role.text("name", ""));
            return object;
        });
    }

    /**
     * @param what {@code added}, {@code updated} or {@code removed}
     * @param connection as it is stored with the organization
     */
    void connection(Transaction tx, String what, ObjectNode connection) {
        publisher.publish(tx, "organization.connection." + what, () -> {
            ObjectNode object = of(tx, connection.path("organization_id").asText());
            object.putObject("connection").set("id", connection.get("connection_id"));
            if (!what.equals("removed")) {
                object.setAll(connection.deepCopy().retain(OF_A_CONNECTION));
            }
            return object;
        });
    }

    private ObjectNode of(Transaction tx, String organization) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode shown = organizations.require(tx, organization).json();
        object.set("organization", shown.retain("id", "name"));
        return object;
    }
}
