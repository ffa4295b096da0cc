package dev.gatehouse.server.oauth;

import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.tenant.Tenant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people see of the OAuth endpoints, where no application takes over. Thread-safe. */
public interface OAuthPages {
    /**
     * A page that says why nothing goes on.
     *
     * @param description plain text
     * @param clientId the client whose application leads on; null for none
     */
    Response error(Tenant tenant, int status, String description, @Nullable String clientId);

    /** A page that says how something ended, in plain text. */
    Response done(Tenant tenant, String title, String description);

    /**
     * A page that asks whether to log out.
     *
     * @param action where its form leads
     * @param fields what the form sends along
     * @param leadsTo where the user goes afterwards; null for nowhere
     */
    Response confirmLogout(Tenant tenant, String action, Map<String, String> fields, @Nullable String leadsTo);
}
