package dev.gatehouse.server.start;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.action.ActionScripts;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.customdomain.SystemDnsResolver;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.eventstream.EventFeed;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.eventstream.RecordedEventStore;
import dev.gatehouse.server.http.HealthCheck;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.liquid.LiquidTemplates;
import dev.gatehouse.server.mail.MailStore;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.role.RoleAssignments;
import dev.gatehouse.server.role.RoleStore;
import dev.gatehouse.server.script.ScriptLimits;
import dev.gatehouse.server.script.Scripts;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.store.DataDirectory;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.EncryptionKey;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.ticket.Tickets;
import dev.gatehouse.server.token.SigningCertificates;
import dev.gatehouse.server.token.SigningKeys;
import dev.gatehouse.server.user.UserCreation;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.UserUpdate;
import dev.gatehouse.server.user.search.UserSearch;
import dev.gatehouse.server.userexport.ExportLinks;
import dev.gatehouse.server.userimport.ImportLimits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The stores and services that requests and the work beside them share, put together in one place. */
final class Wiring {
    private final DataDirectory directory;
    final Configuration configuration;
    final Database database;
    final OutgoingCalls outgoing;
    final InstantSource clock;
    final Contract contract = Contract.management();
    final Identifiers identifiers = new Identifiers(new SecureRandom());
    final PasswordHasher hasher = new PasswordHasher();
    final PasswordStore passwords = new PasswordStore();
    private final SecretBox box;
    final Sequence sequence;
    final DocumentStore documents;
    final SigningKeys keys;
    final ConnectionStore connections;
    final MailStore mails;
    final LogEvents logEvents;
    final EventStreamStore eventStreams;
    final RecordedEventStore recordedEvents;
    final Services services;

    /** Reads the encryption key, or makes it for a database without tenants. */
    Wiring(
            Configuration configuration,
            DataDirectory directory,
            Database database,
            OutgoingCalls outgoing,
            InstantSource clock) {
        this.directory = directory;
        this.configuration = configuration;
        this.database = database;
        this.outgoing = outgoing;
        this.clock = clock;
        sequence = new Sequence(clock);
        box = new SecretBox(encryptionKey());
        documents = new DocumentStore(box, sequence, new SecretMembers(contract), StoredKinds.ALL);
        keys = new SigningKeys(database.reserved(), documents, identifiers, clock);
        connections = new ConnectionStore(documents, Client.KIND, identifiers);
        mails = new MailStore(box, identifiers);
        logEvents = new LogEvents(sequence);
        eventStreams = new EventStreamStore(documents, identifiers, clock);
        recordedEvents = new RecordedEventStore(documents, sequence, identifiers, clock);
        services = services();
    }

    private byte[] encryptionKey() {
        if (configuration.encryptionKey() != null) {
            return EncryptionKey.parse(configuration.encryptionKey());
        }
        Path file = directory.file(DataDirectory.ENCRYPTION_KEY);
        boolean isNew = database.read(Bootstrap.NOBODY, new TenantStore()::all).isEmpty();
        return isNew ? EncryptionKey.in(file) : EncryptionKey.existing(file);
    }

    Bootstrap bootstrap() {
        return new Bootstrap(contract, database, documents, connections, new TenantStore(), keys, identifiers, clock);
    }

    private Services services() {
        PasswordRules rules = new PasswordRules(hasher);
        EventPublisher publisher =
                new EventPublisher(eventStreams, recordedEvents, database.changes(), database.isShared(), clock);
        UserStore users = new UserStore(sequence, documents, publisher);
        RoleAssignments assignments = new RoleAssignments(sequence);
        PermissionStore permissions = new PermissionStore();
        return new Services(
                contract,
                database,
                documents,
                users,
                publisher,
                new EventFeed(database, recordedEvents, clock),
                new UserSearch(),
                assignments,
                permissions,
                new RoleStore(documents, users, assignments, permissions),
                connections,
                new AuthenticationMethodStore(documents, identifiers, clock),
                new UserCreation(connections.connections(), users, passwords, hasher, rules, identifiers, clock),
                new UserUpdate(
                        connections.connections(), users, passwords, hasher, rules, new UserAccess(documents), clock),
                new Tickets(users, documents, connections.connections(), identifiers, clock),
                keys,
                new LiquidTemplates(),
                new Scripts(ScriptLimits.standard(), clock, List.of(ActionScripts.library())),
                new Outbox(mails, documents, users, clock),
                new JobStore(identifiers, clock),
                new JobFileStore(box, clock),
                new ExportLinks(box, clock),
                configuration.strictLimits() ? ImportLimits.strict() : ImportLimits.of(configuration.maximumImport()),
                outgoing.client(),
                new SystemDnsResolver(configuration.dnsServer()),
                new SigningCertificates(keys),
                identifiers,
                clock);
    }

    /** Whether the database can be read and written: what fails says so by itself. */
    HealthCheck health(Tenants tenants) {
        Tenant first = tenants.all().get(0);
        return new HealthCheck(
                () -> database.reserved()
                        .write(first, tx -> !new TenantStore().all(tx).isEmpty()),
                () -> database.hasWritten(HealthCheck.MAX_WAIT));
    }
}
