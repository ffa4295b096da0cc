package dev.gatehouse.server.customdomain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.Locale;

/** A domain of the tenant's own. */
public record CustomDomain(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("custom_domain")
            .identified("custom_domain_id", identifiers -> identifiers.prefixed("cd_"))
            .unique("domain", "/domain")
            .schemas("CustomDomain")
            .timestamps("created_at", null)
            .errors(ErrorCode.INEXISTENT_CUSTOM_DOMAIN, ErrorCode.CUSTOM_DOMAIN_CONFLICT)
            .build();

    private static final String READY = "ready";

    /** Its id, as in {@code cd_} and 16 letters or digits. */
    public String id() {
        return text("custom_domain_id", "");
    }

    public String domain() {
        return text("domain", "");
    }

    /** Whether DNS has proven that it is the tenant's. */
    public boolean ready() {
        return text("status", "").equals(READY);
    }

    /** Whether it is used where no other is asked for. */
    public boolean isDefault() {
        return flag("is_default");
    }

    /** The record of DNS that proves that it is the tenant's. */
    public DnsRecord wantedRecord() {
        var method = at("verification").path("methods").path(0);
        String type = method.path("name").asText().toUpperCase(Locale.ROOT);
        return new DnsRecord(
                method.path("domain").asText(domain()),
                type,
                method.path("record").asText());
    }

    /** Notes that a look-up at {@code time} found the record, or did not. */
    public void looked(boolean found, String time) {
        ObjectNode verification = json.withObjectProperty("verification");
        if (found) {
            json.put("status", READY);
            verification.put("status", "verified").put("last_verified_at", time);
            verification.remove("error_msg");
        } else if (!ready()) {
            verification
                    .put("status", "failed")
                    .put("error_msg", "The DNS record was not found. It may take a while until it is seen.");
        }
    }
}
