package dev.gatehouse.server.home;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.page.Page;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import java.util.function.BooleanSupplier;

/** {@code GET /}: what this server is, whether it is healthy, how to get a token, and what it serves. */
public final class HomePage implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/";

    private final Tenants tenants;
    private final BooleanSupplier healthy;
    private final ApiCoverage coverage;
    private final String template;
    private final String style;

    /**
     * The page of these tenants.
     *
     * @param healthy whether the database responds
     */
    public HomePage(Contract contract, Tenants tenants, BooleanSupplier healthy) {
        this.tenants = tenants;
        this.healthy = healthy;
        coverage = new ApiCoverage(contract.operations());
        template = Page.resource(HomePage.class, "home.html");
        style = Page.resource(HomePage.class, "home.css");
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
                .replace("{{operations}}", Integer.toString(coverage.operations()))
                .replace("{{managers}}", coverage.html());
        return Page.of(page, style).response(200);
    }

    private static String version() {
        String version = HomePage.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
