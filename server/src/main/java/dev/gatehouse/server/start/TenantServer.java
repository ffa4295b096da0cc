package dev.gatehouse.server.start;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.action.ActionScripts;
import dev.gatehouse.server.api.ManagementApi;
import dev.gatehouse.server.api.OpenApiDocument;
import dev.gatehouse.server.api.RequestRateLimit;
import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.certificate.ServerCertificate;
import dev.gatehouse.server.certificate.TrustedAuthorities;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.customdomain.SystemDnsResolver;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.event.LogRetention;
import dev.gatehouse.server.eventstream.EventFeed;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.eventstream.EventRetention;
import dev.gatehouse.server.eventstream.EventStreamDelivery;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.eventstream.RecordedEventStore;
import dev.gatehouse.server.home.HomePage;
import dev.gatehouse.server.http.AccessLog;
import dev.gatehouse.server.http.HealthCheck;
import dev.gatehouse.server.http.HealthEndpoint;
import dev.gatehouse.server.http.HttpLimits;
import dev.gatehouse.server.http.HttpServer;
import dev.gatehouse.server.http.HttpSettings;
import dev.gatehouse.server.http.Interceptor;
import dev.gatehouse.server.http.MetricsEndpoint;
import dev.gatehouse.server.http.Ports;
import dev.gatehouse.server.http.Route;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.inbox.InboxPage;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.liquid.LiquidTemplates;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.emailverification.EmailVerificationPage;
import dev.gatehouse.server.login.resetpassword.ResetPasswordPage;
import dev.gatehouse.server.logstream.LogStreamDelivery;
import dev.gatehouse.server.logstream.LogStreamStore;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.mail.MailComposer;
import dev.gatehouse.server.mail.MailStore;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.mail.delivery.MailDelivery;
import dev.gatehouse.server.management.ManagementResources;
import dev.gatehouse.server.management.NotServed;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.outbound.AddressPolicy;
import dev.gatehouse.server.outbound.OutboundClient;
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
import dev.gatehouse.server.store.PostgresDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.EncryptionKey;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.ticket.EmailVerification;
import dev.gatehouse.server.ticket.PasswordChange;
import dev.gatehouse.server.ticket.TicketEvents;
import dev.gatehouse.server.ticket.Tickets;
import dev.gatehouse.server.token.JwtAccessTokenVerifier;
import dev.gatehouse.server.token.SigningCertificates;
import dev.gatehouse.server.token.SigningKeys;
import dev.gatehouse.server.user.UserCreation;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.UserUpdate;
import dev.gatehouse.server.user.search.UserSearch;
import dev.gatehouse.server.work.BackgroundWork;
import dev.gatehouse.server.work.WorkSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A running server, with all its services. Thread-safe. */
public final class TenantServer implements AutoCloseable {
    private static final int MAX_INBOX = 100;
    private static final System.Logger LOG = System.getLogger("gatehouse.server");

    private final DataDirectory directory;
    private final Database database;
    private final HttpServer http;
    private final OutboundClient outbound;
    private final BackgroundWork work;
    private final HealthCheck health;
    private final Duration drainTime;
    private final MailStore mails;
    private final BootstrapResult bootstrapResult;
    private final Bootstrap bootstrap;

    /**
     * Starts a server; when this returns, it answers.
     *
     * @throws dev.gatehouse.server.store.DataDirectoryException when the data directory cannot be used
     * @throws dev.gatehouse.server.http.PortTakenException when a port is taken
     * @throws dev.gatehouse.server.certificate.UnusableCertificateException when the certificate cannot be used
     */
    public TenantServer(Configuration configuration) {
        this(configuration, Clock.systemUTC());
    }

    /**
     * As {@link #TenantServer(Configuration)}, by another clock.
     */
    public TenantServer(Configuration configuration, InstantSource clock) {
        this(configuration, clock, Interceptor.NONE);
    }

    /**
     * As {@link #TenantServer(Configuration)}, by another clock, and with something before the endpoints.
     */
    public TenantServer(Configuration wanted, InstantSource clock, Interceptor interceptor) {
        directory = DataDirectory.open(wanted.data());
        Configuration configuration =
                wanted.httpPortRequired() || Ports.isFree(wanted.httpPort()) ? wanted : wanted.withoutHttp();
        ServerSocketChannel held = null;
        Database opened = null;
        HttpServer listening = null;
        OutboundClient calling = null;
        BackgroundWork working = null;
        try {
            ports(configuration).requireFree();
            held = configuration.anyPort() ? Ports.hold(configuration.bind()) : null;
            Configuration own = held == null ? configuration : configuration.on(Ports.of(held));
            opened = database(own, clock);
            calling = outbound(own);
            Wiring wiring = new Wiring(own, opened, calling, clock);
            bootstrap = wiring.bootstrap();
            mails = wiring.mails;
            drainTime = own.drainTime();
            bootstrapResult = bootstrap.run(own);
            health = wiring.health(bootstrapResult.tenants());
            working = wiring.work(bootstrapResult.tenants());
            listening = wiring.http(bootstrapResult.tenants(), health, interceptor);
            working.start();
            listening.start(held);
        } catch (RuntimeException | Error e) {
            closeAll(listening, working, calling, opened, directory);
            close(held);
            throw e;
        }
        database = opened;
        http = listening;
        work = working;
        outbound = calling;
    }

    private static Ports ports(Configuration configuration) {
        return new Ports(
                configuration.bind(),
                configuration.httpsPort(),
                configuration.httpPort(),
                configuration.managementPort());
    }

    private static void close(@Nullable ServerSocketChannel held) {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database database(Configuration configuration, InstantSource clock) {
        return configuration.database() == null
                ? new SqliteDatabase(directory.file(DataDirectory.DATABASE), configuration.readTimeout())
                : new PostgresDatabase(configuration.database(), configuration.readTimeout(), clock);
    }

    private OutboundClient outbound(Configuration configuration) {
        return new OutboundClient(new AddressPolicy(configuration.outgoingAddresses()), trust(configuration));
    }

    /** Whose certificates are believed in calls of the server's own. */
    private Supplier<SSLContext> trust(Configuration configuration) {
        List<Path> authorities = new ArrayList<>();
        if (configuration.outgoingCertificates() != null) {
            authorities.add(configuration.outgoingCertificates());
        }
        if (configuration.certificate() == null) {
            authorities.add(new LocalAuthority(directory.file(""), InstantSource.system()).certificateFile());
        }
        return () -> TrustedAuthorities.sslContext(authorities);
    }

    /** What the first start made, and where it is. */
    BootstrapResult bootstrapResult() {
        return bootstrapResult;
    }

    /** The tenant's domain, with its port unless it is 443. */
    public String domain() {
        return bootstrapResult.tenants().all().get(0).domain();
    }

    /**
     * Gives a client that was just created an id and a secret that are known beforehand, which the Management API does not
     * allow.
     *
     * @throws dev.gatehouse.server.store.DuplicateKeyException when another client has that id
     */
    public void assignCredentials(String current, String clientId, String clientSecret) {
        bootstrap.assignCredentials(bootstrapResult.tenants().all().get(0), current, clientId, clientSecret);
    }

    /** Does something in the tenant's database, in one transaction: for tests of what no request can bring about. */
    public <T> T write(Database.Work<T> work) {
        return database.write(bootstrapResult.tenants().all().get(0), work);
    }

    /** The mails in the tenant's own inbox, the newest first; at most 100. */
    public List<Mail> inbox() {
        return database.read(bootstrapResult.tenants().all().get(0), tx -> mails.inbox(tx, MAX_INBOX));
    }

    /** The port that HTTPS is served on. */
    public int httpsPort() {
        return http.httpsPort();
    }

    /** The port that plain HTTP is served on; negative when it is not. */
    public int httpPort() {
        return http.httpPort();
    }

    /** The port that health and metrics are served on; negative when they are not. */
    public int managementPort() {
        return http.managementPort();
    }

    /**
     * Is not ready from now on, serves for the drain time, then lets requests in flight finish for 20 seconds, gives back what
     * this node has leased, and closes the database whether they have or not.
     */
    @Override
    public void close() {
        health.stop();
        if (!drainTime.isZero()) {
            LOG.log(Level.INFO, () -> "stopping: not ready any longer, and closing in " + drainTime.toSeconds() + " s");
        }
        http.drain(drainTime);
        closeAll(http, work, outbound, database, directory);
    }

    private static void closeAll(
            @Nullable HttpServer http,
            @Nullable BackgroundWork work,
            @Nullable OutboundClient outbound,
            @Nullable Database database,
            DataDirectory directory) {
        Shutdown.inOrder(
                () -> {
                    if (http != null) {
                        http.close();
                    }
                },
                () -> {
                    if (work != null) {
                        work.close();
                    }
                },
                () -> {
                    if (outbound != null) {
                        outbound.close();
                    }
                },
                () -> {
                    if (database != null) {
                        database.close();
                    }
                },
                directory::close);
    }

    /** The one place where the parts are put together. */
    private final class Wiring {
        private final Configuration configuration;
        private final Database database;
        private final OutboundClient outbound;
        private final InstantSource clock;
        private final Contract contract = Contract.management();
        private final Identifiers identifiers = new Identifiers(new SecureRandom());
        private final PasswordHasher hasher = new PasswordHasher();
        private final Sequence sequence;
        private final DocumentStore documents;
        private final SigningKeys keys;
        private final ConnectionStore connections;
        private final MailStore mails;
        private final Services services;

        Wiring(Configuration configuration, Database database, OutboundClient outbound, InstantSource clock) {
            this.configuration = configuration;
            this.database = database;
            this.outbound = outbound;
            this.clock = clock;
            sequence = new Sequence(clock);
            SecretBox box = new SecretBox(encryptionKey());
            documents = new DocumentStore(box, sequence, new SecretMembers(contract), StoredKinds.ALL);
            keys = new SigningKeys(database.reserved(), documents, identifiers, clock);
            connections = new ConnectionStore(documents, Client.KIND, identifiers);
            mails = new MailStore(box, identifiers);
            services = services();
        }

        private byte[] encryptionKey() {
            if (configuration.encryptionKey() != null) {
                return EncryptionKey.parse(configuration.encryptionKey());
            }
            Path file = directory.file(DataDirectory.ENCRYPTION_KEY);
            boolean isNew =
                    database.read(Bootstrap.NOBODY, new TenantStore()::all).isEmpty();
            return isNew ? EncryptionKey.in(file) : EncryptionKey.existing(file);
        }

        Bootstrap bootstrap() {
            return new Bootstrap(
                    contract, database, documents, connections, new TenantStore(), keys, identifiers, clock);
        }

        /** What is done beside the requests: the one list of it. */
        BackgroundWork work(Tenants tenants) {
            List<WorkSource> sources = List.of(
                    new LogRetention(configuration.logRetention(), clock),
                    new LogStreamDelivery(new LogStreamStore(documents), outbound, clock, database.isShared()),
                    new EventRetention(new RecordedEventStore(documents, sequence, identifiers, clock), clock),
                    new EventStreamDelivery(new EventStreamStore(documents, identifiers, clock), outbound, clock),
                    new MailDelivery(
                            mails,
                            new MailComposer(services.liquid(), services.users(), documents),
                            services.tickets(),
                            services.jobs(),
                            new LogEvents(sequence),
                            outbound,
                            new AddressPolicy(configuration.outgoingAddresses()),
                            trust(configuration),
                            clock));
            return new BackgroundWork(database, tenants.all(), sources, clock, identifiers.alphanumeric(16));
        }

        HttpServer http(Tenants tenants, HealthCheck health, Interceptor interceptor) {
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            HttpSettings settings = new HttpSettings(
                    certificate(),
                    ports(configuration),
                    HttpLimits.standard(configuration.maximumBody()),
                    configuration.trustedProxies(),
                    configuration.accessLog() ? accessLog() : null);
            HealthEndpoint ready = HealthEndpoint.readiness(health);
            List<Route> management = List.of(
                    Route.get("/health/live", HealthEndpoint.liveness()),
                    Route.get("/health/ready", ready),
                    Route.get("/metrics", new MetricsEndpoint(meters)));
            return new HttpServer(settings, routes(tenants, ready, health), management, meters, interceptor);
        }

        private List<Route> routes(Tenants tenants, HealthEndpoint ready, HealthCheck health) {
            LoginPages pages = new LoginPages(database, documents);
            SignInRoutes signIn = new SignInRoutes(tenants, services, hasher, pages, new LogEvents(sequence));
            List<Route> routes = new ArrayList<>(List.of(
                    Route.get(OpenApiDocument.PATH, new OpenApiDocument(contract)),
                    Route.any(ManagementApi.BASE_PATH + "/**", api(tenants, services)),
                    Route.get(HomePage.PATH, new HomePage(contract, NotServed.OPERATIONS, tenants, health::passes)),
                    Route.get("/healthz", ready).withoutWaiting()));
            routes.addAll(signIn.endpoints(database.reserved()));
            routes.addAll(signIn.pages());
            routes.addAll(pages(tenants, pages, services));
            return routes;
        }

        /** The pages that the tenant's users see. */
        private List<Route> pages(Tenants tenants, LoginPages pages, Services services) {
            TicketEvents events =
                    new TicketEvents(new LogEvents(sequence), services.users(), connections.connections());
            EmailVerification verification = new EmailVerification(services.tickets(), services.userUpdate(), events);
            PasswordChange change = new PasswordChange(services.tickets(), services.userUpdate(), events);
            InboxPage inbox = new InboxPage(tenants, database, mails);
            return List.of(
                    Route.get(InboxPage.PATH, inbox),
                    Route.get(InboxPage.PATH + "/{id}", inbox),
                    Route.get(InboxPage.PATH + "/{id}/body", inbox::body),
                    Route.get(
                            EmailVerificationPage.PATH,
                            new EmailVerificationPage(tenants, database, pages, verification, services.outbox())),
                    Route.of(
                            Set.of("GET", "POST"),
                            ResetPasswordPage.PATH,
                            new ResetPasswordPage(tenants, database, pages, change)));
        }

        private ManagementApi api(Tenants tenants, Services services) {
            Double rate = configuration.rateLimit();
            RequestRateLimit limit =
                    rate == null ? null : new RequestRateLimit(configuration.rateLimitBurst(), rate, database, clock);
            return new ManagementApi(
                    contract,
                    tenants,
                    new JwtAccessTokenVerifier(keys, clock),
                    database,
                    new LogEvents(sequence),
                    ManagementResources.all(services),
                    NotServed.OPERATIONS,
                    limit);
        }

        private Services services() {
            PasswordRules rules = new PasswordRules(hasher);
            PasswordStore passwords = new PasswordStore();
            RecordedEventStore recorder = new RecordedEventStore(documents, sequence, identifiers, clock);
            EventPublisher publisher = new EventPublisher(
                    new EventStreamStore(documents, identifiers, clock),
                    recorder,
                    database.changes(),
                    database.isShared(),
                    clock);
            UserStore users = new UserStore(sequence, documents, publisher);
            RoleAssignments assignments = new RoleAssignments(sequence);
            PermissionStore permissions = new PermissionStore();
            return new Services(
                    contract,
                    database,
                    documents,
                    users,
                    publisher,
                    new EventFeed(database, recorder, clock),
                    new UserSearch(),
                    assignments,
                    permissions,
                    new RoleStore(documents, users, assignments, permissions),
                    connections,
                    new AuthenticationMethodStore(documents, identifiers, clock),
                    new UserCreation(connections.connections(), users, passwords, hasher, rules, identifiers, clock),
                    new UserUpdate(
                            connections.connections(),
                            users,
                            passwords,
                            hasher,
                            rules,
                            new UserAccess(documents),
                            clock),
                    new Tickets(users, documents, connections.connections(), identifiers, clock),
                    keys,
                    new LiquidTemplates(),
                    new Scripts(ScriptLimits.standard(), clock, List.of(ActionScripts.library())),
                    new Outbox(mails, documents, users, clock),
                    new JobStore(identifiers, clock),
                    outbound,
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

        private ServerCertificate certificate() {
            Path certificate = configuration.certificate();
            Path key = configuration.certificateKey();
            return certificate == null || key == null
                    ? new LocalAuthority(directory.file(""), clock).certificateFor(configuration.host())
                    : ServerCertificate.read(certificate, key);
        }

        private AccessLog accessLog() {
            System.Logger log = System.getLogger("gatehouse.access");
            return (id, address, method, path, status, took) -> log.log(
                    System.Logger.Level.INFO,
                    () -> String.join(
                            " ", id, address, method, path, Integer.toString(status), took.toMillis() + "ms"));
        }
    }
}
