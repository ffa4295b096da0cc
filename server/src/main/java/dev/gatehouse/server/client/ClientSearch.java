package dev.gatehouse.server.client;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search of clients by their grants, as in {@code client_grant.organization_id:org_1 AND
 * client_grant.allow_any_organization:true}: terms joined by {@code AND}.
 *
 * @param grantKeys the keys that one grant of the client must have, with their values
 */
public record ClientSearch(Map<String, String> grantKeys) {
    private static final Pattern TERM = Pattern.compile("client_grant\\.([a-z_]{1,40}):\"?([^\\s\"]{1,200})\"?");
    private static final Pattern AND = Pattern.compile("\\s+AND\\s+");
    private static final Set<String> FIELDS = Set.of("organization_id", "allow_any_organization");

    public ClientSearch {
        grantKeys = Map.copyOf(grantKeys);
    }

    /**
     * Parses a search.
     *
     * @throws dev.gatehouse.server.error.Rejection when it is malformed, or of a field that clients are not searched by
     */
    public static ClientSearch parse(String query) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String part : AND.split(query.strip())) {
            Matcher term = TERM.matcher(part);
            boolean known = term.matches() && FIELDS.contains(term.group(1));
            if (!known) {
                throw ErrorCode.INVALID_QUERY_STRING.refuse(
                        "Clients are searched by client_grant.organization_id and client_grant.allow_any_organization,"
                                + " joined by AND: " + Excerpt.of(part));
            }
            keys.put(term.group(1), term.group(2));
        }
        return new ClientSearch(keys);
    }
}
