package dev.gatehouse.server.home;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code GET /}: what this server is, whether it is healthy, how to get a token, and what it serves. */
public final class HomePage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/";

    private final Tenants tenants;
    private final BooleanSupplier healthy;
    private final Coverage coverage;
    private final String template;
    private final String style;
    private final Map<String, String> headers;

    /**
     * The page of these tenants.
     *
     * @param notServed ids of the operations that are refused
     * @param healthy whether the database responds
     */
    public HomePage(Contract contract, Set<String> notServed, Tenants tenants, BooleanSupplier healthy) {
        this.tenants = tenants;
        this.healthy = healthy;
        coverage = new Coverage(contract.operations(), notServed);
        template = resource("home.html");
        style = resource("home.css");
        // No script runs on this page, and nothing is loaded from elsewhere.
        headers = Map.of(
                "content-type", "text/html; charset=utf-8",
                "cache-control", "no-store",
                "content-security-policy",
                        "default-src 'none'; style-src 'sha256-" + sha256(style)
                                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "referrer-policy", "no-referrer",
                "x-content-type-options", "nosniff");
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        boolean isHealthy = healthy.getAsBoolean();
        String page = template.replace("{{style}}", style)
                .replace("{{domain}}", Html.escaped(tenant.domain()))
                .replace("{{audience}}", Html.escaped(tenant.managementAudience()))
                .replace("{{version}}", Html.escaped(version()))
                .replace("{{health}}", isHealthy ? "healthy" : "the database does not respond")
                .replace("{{healthClass}}", isHealthy ? "good" : "bad")
                .replace("{{served}}", Integer.toString(coverage.served()))
                .replace("{{operations}}", Integer.toString(coverage.operations()))
                .replace("{{managers}}", coverage.html());
        return new Response(200, headers, page.getBytes(StandardCharsets.UTF_8));
    }

    private static String version() {
        String version = HomePage.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    private static String resource(String name) {
        try (InputStream in = HomePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
