package dev.gatehouse.server.management.customdomains;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.customdomain.CustomDomain;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.net.URI;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Domains of the tenant's own, which a record of DNS proves to be its. */
public final class CustomDomains implements Resource {
    private static final int API_KEY_LENGTH = 48;

    private final Services services;
    private final DocumentCollection<CustomDomain> domains;

    public CustomDomains(Services services) {
        this.services = services;
        domains = services.documents().of(CustomDomain.KIND, CustomDomain::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, domains)
                .create("customDomains.create", this::complete)
                .deleteIfPresent("customDomains.delete");
        operations.read(
                "customDomains.getAll",
                (tx, request) -> ApiResponse.documents(
                        domains.list(tx, Map.of(), request.window()).map(CustomDomains::withoutKey)));
        operations.read("customDomains.get", (tx, request) -> ApiResponse.document(withState(require(tx, request))));
        operations.write("customDomains.update", this::update);
        operations.prepare("customDomains.verify", this::look, this::verify);
        operations.prepare("customDomains.test", this::reach, (tx, request, result) -> ApiResponse.of(result));
        operations.read("customDomains.getDefault", (tx, request) -> defaultDomain(tx));
        operations.write("customDomains.setDefault", this::setDefault);
    }

    private CustomDomain require(Transaction tx, ApiRequest request) {
        return domains.find(tx, request.id())
                .orElseThrow(() -> ErrorCode.INEXISTENT_CUSTOM_DOMAIN.refuse(
                        "The custom domain " + request.id() + " does not exist"));
    }

    /** The key of a proxy is answered once, when the domain is added. */
    private static CustomDomain withoutKey(CustomDomain domain) {
        domain.json().remove("cname_api_key");
        return domain;
    }

    /** Read by itself, a domain tells also how it stands with DNS and with its certificate. */
    private static CustomDomain withState(CustomDomain domain) {
        ObjectNode verification = domain.json().withObjectProperty("verification");
        if (!verification.has("status")) {
            verification.put("status", "pending");
        }
        if (domain.text("type", "").equals("auth0_managed_certs")
                && !domain.json().has("certificate")) {
            domain.json().putObject("certificate").put("certificate_authority", "letsencrypt");
        }
        return withoutKey(domain);
    }

    /** Whether the domain leads here, under a certificate that is trusted. That takes seconds: it is done before the write. */
    private ObjectNode reach(Transactions transactions, ApiRequest request) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        Place place = transactions.read(tx -> place(tx, require(tx, request)));
        try {
            boolean here = leadsHere(place);
            return result.put("success", here)
                    .put(
                            "message",
                            here ? "The domain leads to this tenant" : "The domain does not lead to this tenant");
        } catch (OutboundException e) {
            return result.put("success", false).put("message", String.valueOf(e.getMessage()));
        }
    }

    private record Place(Tenant tenant, URI keys) {}

    /** Where a domain should have the tenant's keys: at the port of the tenant's own domain. */
    private static Place place(Transaction tx, CustomDomain domain) {
        if (!domain.ready()) {
            throw ErrorCode.RESOURCE_CONFLICT.refuse("The custom domain " + domain.id() + " is not verified yet");
        }
        String own = tx.tenant().domain();
        String port = own.contains(":") ? own.substring(own.lastIndexOf(':')) : "";
        return new Place(tx.tenant(), URI.create("https://" + domain.domain() + port + "/.well-known/jwks.json"));
    }

    private boolean leadsHere(Place place) throws OutboundException {
        OutboundResponse response = services.outbound().send(OutboundRequest.get(place.keys()));
        JWKSet own = services.signingKeys().published(place.tenant());
        try {
            return response.isSuccess()
                    && JWKSet.parse(response.text()).getKeys().stream()
                            .anyMatch(key -> own.getKeyByKeyId(key.getKeyID()) != null);
        } catch (ParseException e) {
            return false; // no keys there
        }
    }

    private void complete(Transaction tx, ApiRequest request, ObjectNode domain) {
        String host = tx.tenant().domain().replaceAll(":.*", "");
        String id = domain.path("custom_domain_id").asText();
        String record = host + "-" + id.replace('_', '-').toLowerCase(Locale.ROOT) + ".edge.tenants." + host;
        String method = domain.path("verification_method").asText("CNAME");
        domain.remove("verification_method");
        domain.put("primary", domains.count(tx, Map.of()) == 0);
        domain.put("is_default", false);
        domain.put("status", "pending_verification");
        domain.putIfAbsent("tls_policy", domain.textNode("recommended"));
        domain.putObject("verification")
                .putArray("methods")
                .addObject()
                .put("name", method)
                .put("record", record)
                .put("domain", domain.path("domain").asText());
        if (domain.path("type").asText().equals("self_managed_certs")) {
            domain.put("origin_domain_name", record);
            domain.put("cname_api_key", services.identifiers().secret(API_KEY_LENGTH));
        }
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        CustomDomain domain = require(tx, request);
        request.patch(domain.json());
        return ApiResponse.document(withoutKey(domains.update(tx, domain.json())));
    }

    /** Asking DNS may take seconds: it is done before the write. */
    private boolean look(Transactions transactions, ApiRequest request) {
        CustomDomain domain = transactions.read(tx -> require(tx, request));
        return services.dns().has(domain.wantedRecord());
    }

    private ApiResponse verify(Transaction tx, ApiRequest request, boolean found) {
        CustomDomain domain = require(tx, request);
        domain.looked(found, WireTime.of(services.clock().instant()));
        CustomDomain verified = withoutKey(domains.update(tx, domain.json()));
        verified.json().remove("is_default");
        if (!found) {
            verified.json().withObjectProperty("verification").retain("methods"); // why not is told by a read
        }
        return ApiResponse.document(verified);
    }

    private ApiResponse defaultDomain(Transaction tx) {
        return current(tx)
                .map(domain -> ApiResponse.document(withState(domain)))
                .orElseGet(() -> ApiResponse.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("domain", tx.tenant().domain())));
    }

    private Optional<CustomDomain> current(Transaction tx) {
        return domains.all(tx, Map.of()).stream()
                .filter(CustomDomain::isDefault)
                .findFirst();
    }

    private ApiResponse setDefault(Transaction tx, ApiRequest request) {
        String wanted = request.body().path("domain").asText();
        Optional<CustomDomain> next = domains.findBy(tx, "domain", wanted);
        if (next.isEmpty() && !wanted.equals(tx.tenant().domain())) {
            throw ErrorCode.INEXISTENT_CUSTOM_DOMAIN.refuse("The custom domain " + wanted + " does not exist");
        }
        current(tx).ifPresent(domain -> domains.update(tx, domain.json().put("is_default", false)));
        next.ifPresent(domain -> domains.update(tx, domain.json().put("is_default", true)));
        return defaultDomain(tx);
    }
}
