package dev.gatehouse.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** That a user is a member of a group; its id is the two ids with a bar between. */
public record GroupMember(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("group_member")
            .ownedBy(Group.KIND, "group_id")
            .ownedByUser()
            .build();

    public String groupId() {
        return text("group_id", "");
    }

    public String userId() {
        return text("user_id", "");
    }
}
