package dev.gatehouse.server.management;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.api.DocumentOperations;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.SettingsOperations;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.customdomain.DnsResolver;
import dev.gatehouse.server.eventstream.EventFeed;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.liquid.LiquidTemplates;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.role.RoleAssignments;
import dev.gatehouse.server.role.RoleStore;
import dev.gatehouse.server.script.Scripts;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.Document;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.ticket.Tickets;
import dev.gatehouse.server.token.SigningCertificates;
import dev.gatehouse.server.token.SigningKeys;
import dev.gatehouse.server.user.UserCreation;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.UserUpdate;
import dev.gatehouse.server.user.search.UserSearch;
import dev.gatehouse.server.userexport.ExportLinks;
import dev.gatehouse.server.userimport.ImportLimits;
import java.time.InstantSource;

/** What resources are made of; each takes what it needs. */
public record Services(
        Contract contract,
        Database database,
        DocumentStore documents,
        UserStore users,
        EventPublisher eventPublisher,
        EventFeed eventFeed,
        UserSearch search,
        RoleAssignments assignments,
        PermissionStore permissions,
        RoleStore roles,
        ConnectionStore connections,
        AuthenticationMethodStore authenticationMethods,
        UserCreation userCreation,
        UserUpdate userUpdate,
        Tickets tickets,
        SigningKeys signingKeys,
        LiquidTemplates liquid,
        Scripts scripts,
        Outbox outbox,
        JobStore jobs,
        JobFileStore jobFiles,
        ExportLinks exportLinks,
        ImportLimits importLimits,
        OutboundClient outbound,
        DnsResolver dns,
        SigningCertificates signingCertificates,
        Identifiers identifiers,
        InstantSource clock) {
    /** The operations of a kind whose documents are what was sent. */
    public <V extends View> DocumentOperations<V> operations(Operations operations, DocumentCollection<V> documents) {
        return new DocumentOperations<>(operations, documents, identifiers, clock);
    }

    /** The operations of a kind whose documents no rule reads. */
    public DocumentOperations<Document> operations(Operations operations, Kind kind) {
        return operations(operations, documents.of(kind, Document::new));
    }

    /** The operations of a kind of which a tenant has one document. */
    public <V extends View> SettingsOperations<V> settings(Operations operations, SingleDocument<V> settings) {
        return new SettingsOperations<>(operations, settings);
    }

    /**
     * The operations of a kind of which a tenant has one document, which no rule reads.
     *
     * @param initial the document of a tenant that has changed nothing, in JSON
     */
    public SettingsOperations<Document> settings(Operations operations, Kind kind, String initial) {
        return settings(operations, new SingleDocument<>(documents, kind, Document::new, initial));
    }
}
