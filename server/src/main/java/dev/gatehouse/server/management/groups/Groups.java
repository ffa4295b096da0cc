package dev.gatehouse.server.management.groups;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.group.Group;
import dev.gatehouse.server.group.GroupMember;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Groups, their members, and the groups of users. Directories make them: the API only reads and deletes them. */
public final class Groups implements Resource {
    private final Services services;
    private final DocumentCollection<Group> groups;
    private final DocumentCollection<GroupMember> members;

    public Groups(Services services) {
        this.services = services;
        groups = services.documents().of(Group.KIND, Group::new);
        members = services.documents().of(GroupMember.KIND, GroupMember::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, groups).get("groups.get").delete("groups.delete");
        operations.read("groups.getAll", this::list);
        operations.read("groups.getMembers", this::listMembers);
        operations.read("groups.getOfUser", this::ofUser);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Map<String, String> keys = request.filters("connection_id", "name", "external_id");
        String search = request.text("search");
        if (search == null) {
            return ApiResponse.documents(groups.list(tx, keys, request.window()));
        }
        String part = search.toLowerCase(Locale.ROOT);
        List<Group> found = groups.all(tx, keys).stream()
                .filter(group -> group.name().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return ApiResponse.documents(Slice.of(found, request.window()));
    }

    private ApiResponse listMembers(Transaction tx, ApiRequest request) {
        Optional<Group> group = groups.find(tx, request.id());
        return ApiResponse.page(members.list(tx, Map.of("group_id", request.id()), request.window())
                .map(member -> member(group.map(Group::json).orElseThrow(), member)));
    }

    private static ObjectNode member(ObjectNode group, GroupMember member) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("id", member.userId())
                .put("member_type", "user")
                .put("type", "connection");
        shown.set("connection_id", group.get("connection_id"));
        return shown.set("created_at", member.at("created_at"));
    }

    private ApiResponse ofUser(Transaction tx, ApiRequest request) {
        services.users().requireExists(tx, request.id());
        List<ObjectNode> found = members.all(tx, Map.of("user_id", request.id())).stream()
                .map(member -> groups.find(tx, member.groupId())
                        .map(group -> group.json().<ObjectNode>set("membership_created_at", member.at("created_at"))))
                .flatMap(Optional::stream)
                .toList();
        return ApiResponse.page(Slice.of(found, request.window()));
    }
}
