package dev.gatehouse.server.api;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import java.util.Map;

/** {@code GET /api/v2/openapi.json}: the contract itself. Needs no token. */
public final class OpenApiDocument implements Endpoint {
    /** Where it is served. */
    public static final String PATH = ManagementApi.BASE_PATH + "/openapi.json";

    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json; charset=utf-8", "access-control-allow-origin", "*");

    private final byte[] document;

    public OpenApiDocument(Contract contract) {
        document = Json.write(contract.document());
    }

    @Override
    public Response handle(Request request) {
        return new Response(200, HEADERS, document);
    }
}
