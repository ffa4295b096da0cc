package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.util.List;

/** The kinds whose domain has no package of its own yet. */
public final class Kinds {
    public static final Kind CLIENT = Kind.named("client")
            .identified("client_id", identifiers -> identifiers.alphanumeric(32))
            .key("global", "/global")
            .key("app_type", "/app_type")
            .key("is_first_party", "/is_first_party")
            .key("resource_server_identifier", "/resource_server_identifier")
            .schemas("Client")
            .secrets("client_secret", "signing_keys/*/pkcs7", "encryption_key/pub")
            .errors(ErrorCode.INEXISTENT_CLIENT, ErrorCode.CLIENT_CONFLICT)
            .build();
    public static final Kind CLIENT_CREDENTIAL = Kind.named("client_credential")
            .ownedBy(CLIENT, "client_id")
            .missing(ErrorCode.INEXISTENT_CREDENTIAL)
            .build();
    public static final Kind RESOURCE_SERVER = Kind.named("resource_server")
            .unique("identifier", "/identifier")
            .schemas("ResourceServer")
            .secrets("signing_secret")
            .errors(ErrorCode.INEXISTENT_RESOURCE_SERVER, ErrorCode.RESOURCE_SERVER_CONFLICT)
            .build();
    public static final Kind CLIENT_GRANT = Kind.named("client_grant")
            .identified("id", identifiers -> identifiers.prefixed("cgr_"))
            .ownedBy(CLIENT, "client_id")
            .key("audience", "/audience")
            .key("subject_type", "/subject_type")
            .key("allow_any_organization", "/allow_any_organization")
            .key("default_for", "/default_for")
            .unique("grant", Kinds::grant)
            .errors(ErrorCode.INEXISTENT_CLIENT_GRANT, ErrorCode.CLIENT_GRANT_CONFLICT)
            .build();
    public static final Kind SIGNING_KEY =
            Kind.named("signing_key").identified("kid").secrets("private_key").build();

    private Kinds() {}

    private static List<String> grant(ObjectNode grant) {
        return List.of(String.join(
                " ",
                grant.path("client_id").asText(),
                grant.path("audience").asText(),
                grant.path("subject_type").asText("client")));
    }
}
