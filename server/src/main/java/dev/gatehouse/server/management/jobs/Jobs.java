package dev.gatehouse.server.management.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.user.Identity;
import dev.gatehouse.server.user.User;
import java.util.List;

/** Work that no request waits for: so far the mail that asks a user to verify an address. */
public final class Jobs implements Resource {
    private final Services services;
    private final JobStore jobs;
    private final DocumentCollection<Client> clients;

    public Jobs(Services services) {
        this.services = services;
        jobs = services.jobs();
        clients = services.documents().of(Client.KIND, Client::new);
    }

    @Override
    public void mount(Operations operations) {
        operations.write("jobs.verifyEmail", this::verifyEmail);
        operations.read("jobs.get", (tx, request) -> Reply.document(jobs.require(tx, request.id())));
        operations.read("jobs.errors", this::errors);
    }

    private Reply verifyEmail(Transaction tx, ApiRequest request) {
        ObjectNode wanted = request.body();
        User user = services.users().require(tx, wanted.path("user_id").asText());
        Identity identity = services.tickets().identity(tx, user, wanted);
        if (wanted.has("client_id")
                && !clients.exists(tx, wanted.path("client_id").asText())) {
            throw ErrorCode.UNKNOWN_CLIENT.refuse();
        }
        Job job = jobs.create(tx, "verification_email");
        services.outbox().send(tx, EmailTemplate.VERIFY_EMAIL, user, identity, wanted, job.id());
        return Reply.document(job);
    }

    /** A mail has no users that it failed on. */
    private Reply errors(Transaction tx, ApiRequest request) {
        jobs.require(tx, request.id());
        return Reply.array(List.of());
    }
}
