package dev.gatehouse.server.management.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobErrorStore;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.user.Identity;
import dev.gatehouse.server.user.User;

/** Work that no request waits for: imports and exports of users, and the mail that asks a user to verify an address. */
public final class Jobs implements Resource {
    private final Services services;
    private final JobStore jobs;
    private final JobFileStore files;
    private final FilePieces uploads;
    private final JobErrors errors;
    private final JobErrorStore errorRows = new JobErrorStore();
    private final DocumentCollection<Client> clients;
    private final DocumentCollection<Connection> connections;

    public Jobs(Services services) {
        this.services = services;
        jobs = services.jobs();
        files = services.jobFiles();
        uploads = new FilePieces(files);
        errors = new JobErrors(services.database());
        clients = services.documents().of(Client.KIND, Client::new);
        connections = services.connections().connections();
    }

    @Override
    public void mount(Operations operations) {
        operations.write("jobs.verifyEmail", this::verifyEmail);
        operations.write("jobs.exportUsers", this::exportUsers);
        operations.prepare("jobs.importUsersJob", this::receiveUsers, this::importUsers);
        operations.read("jobs.get", this::get);
        operations.inBatches("jobs.delete", this::deletePart, this::delete);
        operations.read("jobs.errors", (tx, request) -> {
            jobs.require(tx, request.id());
            return errors.of(tx, request.id());
        });
    }

    private ApiResponse verifyEmail(Transaction tx, ApiRequest request) {
        ObjectNode wanted = request.body();
        User user = services.users().require(tx, wanted.path("user_id").asText());
        Identity identity = services.tickets().identity(tx, user, wanted);
        if (wanted.has("client_id")
                && !clients.exists(tx, wanted.path("client_id").asText())) {
            throw ErrorCode.UNKNOWN_CLIENT.refuse();
        }
        Job job = jobs.create(tx, Job.VERIFICATION_EMAIL);
        services.outbox().send(tx, EmailTemplate.VERIFY_EMAIL, user, identity, wanted, job.id());
        return ApiResponse.document(job);
    }

    private ApiResponse exportUsers(Transaction tx, ApiRequest request) {
        ObjectNode wanted = request.body();
        if (wanted.has("connection_id")) {
            wanted.put("connection", connection(tx, wanted).name());
        }
        return ApiResponse.document(jobs.enqueue(tx, jobs.newId(), Job.USERS_EXPORT, wanted));
    }

    private Connection connection(Transaction tx, ObjectNode wanted) {
        return connections
                .find(tx, wanted.path("connection_id").asText())
                .orElseThrow(ErrorCode.UNKNOWN_CONNECTION::refuse);
    }

    /**
     * A file that is stored for a job that is yet to be made.
     *
     * @param jobId the job's id
     * @param length in bytes
     */
    private record ReceivedFile(String jobId, long length) {}

    private ReceivedFile receiveUsers(Transactions transactions, ApiRequest request) {
        transactions.read(tx -> database(tx, request.body()));
        String jobId = jobs.newId();
        return new ReceivedFile(
                jobId,
                uploads.store(
                        transactions, request.tenant(), jobId, request.file().path()));
    }

    /** The connection that the users are to be of, where there is room for another import. */
    private Connection database(Transaction tx, ObjectNode wanted) {
        Connection connection = connection(tx, wanted);
        if (!connection.strategy().equals("auth0")) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("Users can only be imported into a database connection.");
        }
        int most = services.importLimits().activeJobs();
        if (jobs.waiting(tx, Job.USERS_IMPORT, most).size() >= most) {
            throw ErrorCode.TOO_MANY_IMPORTS.refuse("There are " + most
                    + " active import users jobs, please wait until some of them are finished and" + " try again");
        }
        return connection;
    }

    private ApiResponse importUsers(Transaction tx, ApiRequest request, ReceivedFile file) {
        ObjectNode wanted = request.body();
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.setAll(wanted);
        members.put("connection", database(tx, wanted).name()).put("file_length", file.length());
        return ApiResponse.document(jobs.enqueue(tx, file.jobId(), Job.USERS_IMPORT, members));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        Job job = jobs.require(tx, request.id());
        String location = services.exportLinks().link(tx.tenant(), job);
        if (location != null) {
            job.json().put("location", location);
        }
        return ApiResponse.document(job);
    }

    /** A job that runs may still need its file: whoever runs it removes that. */
    private boolean deletePart(Transaction tx, ApiRequest request) {
        Job job = jobs.require(tx, request.id());
        return job.hasEnded() && (files.deleteSome(tx, job.id()) || errorRows.deleteSome(tx, job.id()));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        Job job = jobs.require(tx, request.id());
        if (job.hasEnded()) {
            jobs.delete(tx, job.id());
        } else {
            jobs.update(tx, job.failed("The job was cancelled."));
        }
        return ApiResponse.empty();
    }
}
