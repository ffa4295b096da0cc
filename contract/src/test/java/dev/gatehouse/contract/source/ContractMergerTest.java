package dev.gatehouse.contract.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractMergerTest {
    private static final String ROLES = """
            tag: roles
            description: Groups of permissions.
            paths:
              /roles:
                get:
                  operationId: roles.getAll
                  x-flat: getRoles
                  x-page: {items: roles, by: [offset, checkpoint]}
                  x-fields: true
                  security: [{bearer: [read:roles]}]
                  responses: {200: {schema: Role}}
                post:
                  operationId: roles.create
                  security: [{bearer: [create:roles]}]
                  body: RoleCreate
                  responses: {200: {schema: Role}, 409: {x-error: role_conflict}}
              /roles/{id}:
                parameters:
                  - {name: id, in: path, description: ID of the role., schema: {type: string}}
                delete:
                  operationId: roles.delete
                  security: [{bearer: [delete:roles]}]
                  responses: {204: {}}
            schemas:
              RoleBase:
                type: object
                properties: {name: {type: string}, description: {type: string}}
              Role:
                x-base: RoleBase
                type: object
                properties: {id: {type: string}, parent: {$ref: Role}}
              RoleCreate:
                x-base: RoleBase
                type: object
                required: [name]
                additionalProperties: false
                properties: {name: {type: string, minLength: 1}}
            """;

    private final Contract contract = new Contract(merge(ROLES));

    @Test
    void readsOperationsBack() {
        assertThat(contract.operations())
                .extracting(Operation::id, Operation::method, Operation::path, Operation::status, Operation::scopes)
                .containsExactly(
                        tuple("roles.getAll", "GET", "/roles", 200, List.of("read:roles")),
                        tuple("roles.create", "POST", "/roles", 200, List.of("create:roles")),
                        tuple("roles.delete", "DELETE", "/roles/{id}", 204, List.of("delete:roles")));
        assertThat(contract.scopes()).containsExactly("create:roles", "delete:roles", "read:roles");
    }

    @Test
    void addsTheParametersOfPagesAndFields() {
        Operation list = contract.operations().get(0);

        assertThat(list.parameters())
                .extracting(Parameter::name)
                .containsExactly("page", "per_page", "include_totals", "from", "take", "fields", "include_fields");
        assertThat(list.page())
                .isEqualTo(new Operation.Paging(
                        "roles", true, true, false, List.of("start", "limit", "total"), false, ""));
        assertThat(list.selectsFields()).isTrue();
    }

    @Test
    void letsAnOperationNameItsPagesAndFields() {
        Contract narrow = new Contract(
                merge(
                        ROLES.replace("by: [offset, checkpoint]", "by: [offset], least: 1, most: 10")
                                .replace(
                                        "x-fields: true",
                                        "x-fields: [id, a.b]\n      parameters: [{name: page, in: query, schema: {type: string}}]")));

        assertThat(narrow.operations().get(0).parameters())
                .extracting(Parameter::name, parameter -> parameter.schema().toString())
                .containsExactly(
                        tuple("page", "{\"type\":\"string\"}"),
                        tuple("per_page", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":10}"),
                        tuple("include_totals", "{\"type\":\"boolean\"}"),
                        tuple("fields", "{\"type\":\"string\",\"pattern\":\"^((id)|(a\\\\.b))(,((id)|(a\\\\.b)))*$\"}"),
                        tuple("include_fields", "{\"type\":\"boolean\"}"));
        assertThat(narrow.operations().get(0).selectsFields()).isTrue();
    }

    @Test
    void namesTheErrorsOfAStatus() {
        Contract several =
                new Contract(merge(ROLES.replace("x-error: role_conflict", "x-error: [role_conflict, other]")));

        assertThat(several.operations().get(1).source().at("/responses/409/x-error"))
                .hasToString("[\"role_conflict\",\"other\"]");
        assertThat(contract.operations().get(1).source().at("/responses/409/x-error"))
                .hasToString("[\"role_conflict\"]");
    }

    @Test
    void requiresPathParametersAndBodies() {
        assertThat(contract.operations().get(2).parameters())
                .extracting(Parameter::name, Parameter::required)
                .containsExactly(tuple("id", true));
        assertThat(contract.operations().get(1).bodyRequired()).isTrue();
    }

    @Test
    void takesOverTheBaseAndSpellsReferencesOut() {
        assertThat(contract.schema("RoleCreate").path("properties"))
                .hasToString(
                        "{\"name\":{\"type\":\"string\"," + "\"minLength\":1},\"description\":{\"type\":\"string\"}}");
        assertThat(contract.schema("Role").at("/properties/parent/$ref").asText())
                .isEqualTo("#/components/schemas/Role");
    }

    @Test
    void marksWhatNoRequestTakes() {
        assertThat(contract.schema("Role").at("/properties/id/readOnly").asBoolean())
                .isTrue();
        assertThat(contract.schema("Role").at("/properties/name").has("readOnly"))
                .isFalse();
        assertThat(contract.schema("RoleCreate").toString()).doesNotContain("readOnly");
    }

    @Test
    void tellsOtherToolsOfTheAlternativesThatAMemberDecidesBetween() {
        Contract deciding = new Contract(merge(ROLES.replace(
                "parent: {$ref: Role}",
                "kind: {type: string}, parent: {x-schema-by: {kind: {a: Role, b: Role, c: RoleCreate}}}")));

        assertThat(deciding.schema("Role").at("/properties/parent/anyOf")).hasToString("""
                        [{"$ref":"#/components/schemas/Role"},{"$ref":"#/components/schemas/RoleCreate"}]""");
    }

    @Test
    void keepsWhatEveryOperationRefusesWithInOnePlace() {
        Contract common = new Contract(merge(ROLES + "responses: {401: {x-error: [missing_token, invalid_token]}}"));

        assertThat(common.errors()).containsExactly("missing_token", "invalid_token");
        assertThat(common.operations().get(1).errors()).containsExactly("role_conflict");
        assertThat(common.operations().get(1).errors(409)).containsExactly("role_conflict");
        assertThat(common.operations().get(1).errors(404)).isEmpty();
    }

    @Test
    void namesEveryContradiction() {
        String twice = ROLES.replace("roles.delete", "roles.create").replace("$ref: Role}", "$ref: Nobody}");

        assertThatIllegalArgumentException().isThrownBy(() -> merge(twice)).withMessage("""
                        The contract contradicts itself:
                          roles.yaml: delete /roles/{id}: operationId is missing or used twice
                          no schema Nobody""");
    }

    private static ObjectNode merge(String yaml) {
        try {
            ContractMerger merger = new ContractMerger();
            merger.add("roles.yaml", (ObjectNode) new YAMLMapper().readTree(yaml));
            return merger.document();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
