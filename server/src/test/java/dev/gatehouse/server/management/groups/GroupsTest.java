package dev.gatehouse.server.management.groups;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.group.Group;
import dev.gatehouse.server.group.GroupMember;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupsTest extends ApiTest {
    private static final String STAFF = "grp_AAAAAAAAAAAAAAAAAAAAAA";
    private static final String GUESTS = "grp_BBBBBBBBBBBBBBBBBBBBBB";

    private String user;

    @BeforeAll
    void provision() {
        String connection = post("/connections", "{'name': 'directory', 'strategy': 'auth0'}")
                .expect(201)
                .text("/id");
        user = post("/users", "{'connection': 'directory', 'email': 'ann@x.example', 'password': 'Secret-42!'}")
                .expect(201)
                .text("/user_id");
        tenant().run(tx -> {
            var groups = tenant().documents().of(Group.KIND, Group::new);
            groups.insert(tx, group(STAFF, "Staff", connection));
            groups.insert(tx, group(GUESTS, "Guests", connection));
            ObjectNode member = (ObjectNode)
                    json("{'id': '%s|%s', 'group_id': '%s', 'user_id': '%s',".formatted(STAFF, user, STAFF, user)
                            + " 'created_at': '2026-01-02T03:04:05.000Z'}");
            tenant().documents().of(GroupMember.KIND, GroupMember::new).insert(tx, member);
        });
    }

    private static ObjectNode group(String id, String name, String connection) {
        return (ObjectNode) json("""
                {'id': '%s', 'name': '%s', 'external_id': 'x-%s', 'connection_id': '%s',
                 'created_at': '2026-01-02T03:04:05.000Z', 'updated_at': '2026-01-02T03:04:05.000Z'}
                """.formatted(id, name, name, connection));
    }

    @Test
    void finds() {
        assertThat(get("/groups?name=Staff").json().findValuesAsText("id")).containsExactly(STAFF);
        assertThat(get("/groups?search=GUE").json().findValuesAsText("id")).containsExactly(GUESTS);
        assertThat(get("/groups?external_id=none").json()).isEmpty();
        assertThat(get("/groups/" + STAFF).text("/name")).isEqualTo("Staff");
        assertThat(get("/groups/grp_CCCCCCCCCCCCCCCCCCCCCC").status()).isEqualTo(404);
    }

    @Test
    void listsMembersAndTheGroupsOfAUser() {
        assertThat(get("/groups/" + STAFF + "/members").json().path("members").findValuesAsText("id"))
                .containsExactly(user);
        assertThat(get("/groups/" + GUESTS + "/members").json().path("members")).isEmpty();
        String groups = "/users/" + user.replace("|", "%7C") + "/groups";
        assertThat(get(groups).json().findValuesAsText("name")).containsExactly("Staff");
        assertThat(get(groups).text("/0/membership_created_at")).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(get("/users/auth0%7Cnone/groups").text("/errorCode")).isEqualTo("inexistent_user");
    }
}
