package dev.gatehouse.server.start;

import dev.gatehouse.server.api.ManagementApi;
import dev.gatehouse.server.api.OpenApiDocument;
import dev.gatehouse.server.api.RequestRateLimit;
import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.certificate.ServerCertificate;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.home.HomePage;
import dev.gatehouse.server.http.AccessLog;
import dev.gatehouse.server.http.HealthCheck;
import dev.gatehouse.server.http.HealthEndpoint;
import dev.gatehouse.server.http.HttpLimits;
import dev.gatehouse.server.http.HttpServer;
import dev.gatehouse.server.http.HttpSettings;
import dev.gatehouse.server.http.Interceptor;
import dev.gatehouse.server.http.MetricsEndpoint;
import dev.gatehouse.server.http.Route;
import dev.gatehouse.server.http.UploadPolicy;
import dev.gatehouse.server.inbox.InboxPage;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.emailverification.EmailVerificationPage;
import dev.gatehouse.server.login.resetpassword.ResetPasswordPage;
import dev.gatehouse.server.management.ManagementResources;
import dev.gatehouse.server.store.DataDirectory;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.ticket.EmailVerification;
import dev.gatehouse.server.ticket.PasswordChange;
import dev.gatehouse.server.ticket.TicketEvents;
import dev.gatehouse.server.token.JwtAccessTokenVerifier;
import dev.gatehouse.server.userexport.ExportDownload;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is served over HTTP: the one list of routes, and where it listens. */
final class Routes {
    /** What a form has beside its file. */
    private static final int FORM_BYTES = 65_536;

    private final Wiring wiring;
    private final Configuration configuration;
    private final DataDirectory directory;
    private final Tenants tenants;

    Routes(Wiring wiring, DataDirectory directory, Tenants tenants) {
        this.wiring = wiring;
        this.configuration = wiring.configuration;
        this.directory = directory;
        this.tenants = tenants;
    }

    HttpServer server(HealthCheck health, Interceptor interceptor) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpSettings settings = new HttpSettings(
                certificate(),
                TenantServer.ports(configuration),
                HttpLimits.standard(configuration.maximumBody()),
                configuration.trustedProxies(),
                configuration.accessLog() ? accessLog() : null);
        HealthEndpoint ready = HealthEndpoint.readiness(health);
        List<Route> management = List.of(
                Route.get("/health/live", HealthEndpoint.liveness()),
                Route.get("/health/ready", ready),
                Route.get("/metrics", new MetricsEndpoint(meters)));
        return new HttpServer(settings, routes(ready, health), management, meters, interceptor);
    }

    private List<Route> routes(HealthEndpoint ready, HealthCheck health) {
        LoginPages pages = new LoginPages(wiring.database, wiring.documents);
        SignInRoutes signIn = new SignInRoutes(tenants, wiring.services, wiring.hasher, pages, wiring.logEvents);
        ManagementApi api = api();
        List<Route> routes = new ArrayList<>(List.of(
                Route.get(OpenApiDocument.PATH, new OpenApiDocument(wiring.contract)),
                Route.any(ManagementApi.BASE_PATH + "/**", api),
                Route.get(
                        ExportDownload.TEMPLATE,
                        new ExportDownload(
                                tenants,
                                wiring.database,
                                wiring.services.jobs(),
                                wiring.services.jobFiles(),
                                wiring.services.exportLinks())),
                Route.get(HomePage.PATH, new HomePage(wiring.contract, tenants, health::passes)),
                Route.get("/healthz", ready).withoutWaiting()));
        routes.addAll(signIn.endpoints(wiring.database.reserved()));
        routes.addAll(signIn.pages());
        routes.addAll(pages(pages));
        routes.addAll(uploads(api));
        return routes;
    }

    /** The operations that take files. */
    private List<Route> uploads(ManagementApi api) {
        UploadPolicy policy = new UploadPolicy(
                wiring.services.importLimits().maximumFile() + FORM_BYTES, uploadDirectory(), api::admits);
        return wiring.contract.operations().stream()
                .filter(operation -> !operation.file().isEmpty())
                .map(operation -> Route.any(ManagementApi.BASE_PATH + operation.path(), api)
                        .taking(policy))
                .toList();
    }

    /** Empty: what a server that was killed left there is of no use. */
    private Path uploadDirectory() {
        Path uploads = directory.file(DataDirectory.UPLOADS);
        try {
            PrivateFile.createDirectories(uploads);
            try (Stream<Path> left = Files.list(uploads)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uploads;
    }

    /** The pages that the tenant's users see. */
    private List<Route> pages(LoginPages pages) {
        TicketEvents events =
                new TicketEvents(wiring.logEvents, wiring.services.users(), wiring.connections.connections());
        EmailVerification verification =
                new EmailVerification(wiring.services.tickets(), wiring.services.userUpdate(), events);
        PasswordChange change = new PasswordChange(wiring.services.tickets(), wiring.services.userUpdate(), events);
        InboxPage inbox = new InboxPage(tenants, wiring.database, wiring.mails);
        return List.of(
                Route.get(InboxPage.PATH, inbox),
                Route.get(InboxPage.PATH + "/{id}", inbox),
                Route.get(InboxPage.PATH + "/{id}/body", inbox::body),
                Route.get(
                        EmailVerificationPage.PATH,
                        new EmailVerificationPage(
                                tenants, wiring.database, pages, verification, wiring.services.outbox())),
                Route.of(
                        Set.of("GET", "POST"),
                        ResetPasswordPage.PATH,
                        new ResetPasswordPage(tenants, wiring.database, pages, change)));
    }

    private ManagementApi api() {
        Double rate = configuration.rateLimit();
        RequestRateLimit limit = rate == null
                ? null
                : new RequestRateLimit(configuration.rateLimitBurst(), rate, wiring.database, wiring.clock);
        return new ManagementApi(
                wiring.contract,
                tenants,
                new JwtAccessTokenVerifier(wiring.keys, wiring.clock),
                wiring.database,
                wiring.logEvents,
                ManagementResources.all(wiring.services),
                limit);
    }

    private ServerCertificate certificate() {
        Path certificate = configuration.certificate();
        Path key = configuration.certificateKey();
        return certificate == null || key == null
                ? new LocalAuthority(directory.file(""), wiring.clock).certificateFor(configuration.host())
                : ServerCertificate.read(certificate, key);
    }

    private AccessLog accessLog() {
        System.Logger log = System.getLogger("gatehouse.access");
        return (id, address, method, path, status, took) -> log.log(
                System.Logger.Level.INFO,
                () -> String.join(" ", id, address, method, path, Integer.toString(status), took.toMillis() + "ms"));
    }
}
