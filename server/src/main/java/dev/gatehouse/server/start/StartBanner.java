package dev.gatehouse.server.start;

import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.tenant.Tenant;
import java.io.PrintStream;
import java.nio.file.Path;

/** Prints where the tenant is; at the first start also its credentials, which are kept in {@code credentials.json}. */
public final class StartBanner {
    private final Configuration configuration;
    private final TenantServer server;
    private final Tenant tenant;

    /** Of a server that was started with that configuration. */
    public StartBanner(Configuration configuration, TenantServer server) {
        this.configuration = configuration;
        this.server = server;
        this.tenant = server.bootstrapResult().tenants().all().get(0);
    }

    /** Prints it, and how to stop the server. What is no terminal may be a log that others read: it gets no secret. */
    public void print(PrintStream out, String howToStop) {
        print(out, howToStop, System.console() != null);
    }

    /**
     * @param terminal whether only the one who started the server sees it
     */
    void print(PrintStream out, String howToStop, boolean terminal) {
        boolean showsSecret = terminal && configuration.clientSecret() == null; // one that was given is known
        Path directory = configuration.data().toAbsolutePath().normalize();
        CredentialsFile file = new CredentialsFile(configuration);
        Path credentials = file.path();
        Path authority = file.authority();
        String clientId = server.bootstrapResult().clientId();
        String secret = server.bootstrapResult().clientSecret();
        out.println();
        out.println("Gatehouse is ready.");
        out.println();
        row(out, "Tenant", "https://" + tenant.domain());
        if (server.httpPort() > 0) {
            row(out, "Plain HTTP", "http://127.0.0.1:" + server.httpPort() + "  (this machine only)");
        } else if (configuration.httpPort() > 0) {
            row(
                    out,
                    "Plain HTTP",
                    "off, since port " + configuration.httpPort() + " is taken; choose one with --http-port");
        }
        row(out, "Data", directory.toString());
        if (authority != null) {
            row(out, "Trust", authority.toString());
        }
        if (clientId != null && secret != null) {
            row(out, "Client ID", clientId);
            if (showsSecret) {
                row(out, "Secret", secret);
            }
            row(out, "Credentials", credentials + "  (kept there, readable by you only)");
            new Snippets(tenant, authority, credentials).print(out);
        } else {
            row(out, "Credentials", credentials.toString());
        }
        out.println();
        out.println(howToStop);
        out.flush();
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("  %-12s %s%n", name, value);
    }
}
