package dev.gatehouse.server.start;

import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.http.HealthCheck;
import dev.gatehouse.server.http.HttpServer;
import dev.gatehouse.server.http.Interceptor;
import dev.gatehouse.server.http.Ports;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.mail.MailStore;
import dev.gatehouse.server.store.DataDirectory;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.PostgresDatabase;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.user.UserIndexing;
import dev.gatehouse.server.work.BackgroundWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running server, with all its services. Thread-safe. */
public final class TenantServer implements AutoCloseable {
    private static final int MAX_INBOX = 100;
    private static final System.Logger LOG = System.getLogger("gatehouse.server");

    private final DataDirectory directory;
    private final Database database;
    private final HttpServer http;
    private final OutgoingCalls outgoing;
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
        OutgoingCalls calling = null;
        BackgroundWork working = null;
        try {
            ports(configuration).requireFree();
            held = configuration.anyPort() ? Ports.hold(configuration.bind()) : null;
            Configuration own = held == null ? configuration : configuration.on(Ports.of(held));
            opened = database(own, clock);
            calling = OutgoingCalls.of(own, directory);
            Wiring wiring = new Wiring(own, directory, opened, calling, clock);
            bootstrap = wiring.bootstrap();
            mails = wiring.mails;
            drainTime = own.drainTime();
            bootstrapResult = bootstrap.run(own);
            bootstrapResult.tenants().all().forEach(new UserIndexing(opened)::run);
            health = wiring.health(bootstrapResult.tenants());
            working = BackgroundSources.of(wiring, bootstrapResult.tenants());
            listening = new Routes(wiring, directory, bootstrapResult.tenants()).server(health, interceptor);
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
        outgoing = calling;
    }

    static Ports ports(Configuration configuration) {
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
        closeAll(http, work, outgoing, database, directory);
    }

    private static void closeAll(
            @Nullable HttpServer http,
            @Nullable BackgroundWork work,
            @Nullable OutgoingCalls outgoing,
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
                    if (outgoing != null) {
                        outgoing.close();
                    }
                },
                () -> {
                    if (database != null) {
                        database.close();
                    }
                },
                directory::close);
    }
}
