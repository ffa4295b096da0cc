package dev.gatehouse.server.management.directoryprovisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class DirectoryProvisioningsTest extends ApiTest {
    private String connection(String name, String strategy, String options) {
        return "/connections/"
                + post(
                                "/connections",
                                "{'name': '%s', 'strategy': '%s', 'options': %s}".formatted(name, strategy, options))
                        .expect(201)
                        .text("/id");
    }

    @Test
    void refusesConnectionsWithoutADirectory() {
        String path = connection("people", "auth0", "{}");
        assertThat(post(path + "/directory-provisioning", "{}").text("/errorCode"))
                .isEqualTo("operation_not_supported");
        assertThat(get(path + "/directory-provisioning").status()).isEqualTo(404);
        assertThat(put(path + "/directory-provisioning/synchronized-groups", "{'groups': []}")
                        .status())
                .isEqualTo(404);
        assertThat(post("/connections/con_0000000000000000/directory-provisioning", "{}")
                        .text("/errorCode"))
                .isEqualTo("inexistent_connection");
    }

    @Test
    void setsUpChangesAndDeletes() {
        String connection = connection(
                "workspace", "google-apps", "{'client_id': 'i', 'client_secret': 's', 'domain': 'x.example'}");
        String path = connection + "/directory-provisioning";
        ApiResponse created = post(path, "{'synchronize_groups': 'selected'}").expect(201);

        assertThat(created.text("/connection_name")).isEqualTo("workspace");
        assertThat(created.json().path("mapping"))
                .isEqualTo(get(path + "/default-mapping").json().path("mapping"));
        assertThat(get(path).json()).isEqualTo(created.json());
        assertThat(post(path, "{}").status()).isEqualTo(409);
        assertThat(get("/connections-directory-provisionings").json().path("directory_provisionings"))
                .hasSize(1);
        assertThat(patch(path, "{'synchronize_automatically': true}")
                        .json()
                        .path("synchronize_automatically")
                        .asBoolean())
                .isTrue();

        put(path + "/synchronized-groups", "{'groups': [{'id': '1', 'name': 'Staff'}, {'id': '2', 'name': 'Guests'}]}")
                .expect(204);
        assertThat(get(path + "/synchronized-groups?take=1").json().path("groups"))
                .hasSize(1);
        assertThat(get(path + "/synchronized-groups?q=gue").text("/groups/0/id"))
                .isEqualTo("2");

        assertThat(delete(path)).hasToString("204");
        assertThat(get(path).status()).isEqualTo(404);
        post(path, "{}").expect(201);
        assertThat(get(path + "/synchronized-groups").json().path("groups")).isEmpty();
        delete(connection);
        assertThat(get("/connections-directory-provisionings").json().path("directory_provisionings"))
                .isEmpty();
    }
}
