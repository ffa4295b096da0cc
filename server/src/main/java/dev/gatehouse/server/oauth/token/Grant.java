package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.tenant.Tenant;

/** One {@code grant_type}. The client has been authenticated and may use it. */
@FunctionalInterface
interface Grant {
    /** The answer of RFC 6749 §5.1. */
    ObjectNode grant(Tenant tenant, ObjectNode client, TokenParameters parameters);
}
