package dev.gatehouse.server.management.tickets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.ticket.Tickets;

/** Links that let a user verify an address or set a password. */
public final class UserTickets implements Resource {
    private final Tickets tickets;

    public UserTickets(Services services) {
        tickets = services.tickets();
    }

    @Override
    public void mount(Operations operations) {
        operations.write("tickets.verifyEmail", (tx, request) -> link(tickets.verifyEmail(tx, request.body())));
        operations.write("tickets.changePassword", (tx, request) -> link(tickets.changePassword(tx, request.body())));
    }

    private static ApiResponse link(String url) {
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().put("ticket", url));
    }
}
