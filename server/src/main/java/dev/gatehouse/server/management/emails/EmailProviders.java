package dev.gatehouse.server.management.emails;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.SingleDocument;

/** Who delivers the mail of a tenant. What it proves itself with is never shown. */
public final class EmailProviders implements Resource {
    private final SingleDocument<EmailProvider> provider;

    public EmailProviders(Services services) {
        provider = new SingleDocument<>(services.documents(), EmailProvider.KIND, EmailProvider::new, "{}");
    }

    @Override
    public void mount(Operations operations) {
        operations.read("emailProvider.get", (tx, request) -> ApiResponse.document(provider.require(tx)));
        operations.write("emailProvider.configure", this::configure);
        operations.write("emailProvider.update", this::update);
        operations.write("emailProvider.delete", (tx, request) -> {
            provider.delete(tx);
            return ApiResponse.empty();
        });
    }

    private ApiResponse configure(Transaction tx, ApiRequest request) {
        provider.find(tx).ifPresent(configured -> {
            throw ErrorCode.EMAIL_PROVIDER_CONFLICT.refuse(
                    "An email provider is already configured: " + configured.text("name", ""));
        });
        ObjectNode sent = request.body();
        sent.putIfAbsent("enabled", sent.booleanNode(true));
        return ApiResponse.document(provider.put(tx, sent));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        EmailProvider changed = provider.require(tx);
        String name = request.body().path("name").asText(changed.text("name"));
        if (!name.equals(changed.text("name"))) {
            // Another provider knows nothing of the credentials and settings of the one before.
            changed.json().remove("credentials");
            changed.json().remove("settings");
        }
        request.patch(changed.json());
        return ApiResponse.document(provider.put(tx, changed.json()));
    }
}
