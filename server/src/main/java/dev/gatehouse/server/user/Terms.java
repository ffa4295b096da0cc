package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a search finds a user by: the scalars of the profile by their dotted names. */
public final class Terms {
    /** Of one user; further values are not searched, so that no user takes the one writer for long. */
    static final int MAX_TERMS = 2_000;

    private static final int MAX_EXPONENT = 64;
    private static final Set<String> NOT_SEARCHED = Set.of(
            "picture",
            "identities.profileData",
            "identities.access_token",
            "identities.access_token_secret",
            "identities.refresh_token");

    private final Map<String, Term> terms = new TreeMap<>();

    private Terms() {}

    /** One for each field and value; where a number is also there as text, the number. Root members come first. */
    public static List<Term> of(ObjectNode user) {
        Terms found = new Terms();
        user.properties().stream()
                .filter(member -> member.getValue().isValueNode())
                .forEach(member -> found.collect(member.getKey(), member.getValue()));
        found.collect("identities", user.path("identities"));
        found.collectMembers("", user);
        found.addEmailDomain(user.path("email").asText());
        return new ArrayList<>(found.terms.values());
    }

    private void addEmailDomain(String email) {
        int at = email.lastIndexOf('@');
        if (at >= 0) {
            add("email.domain", email.substring(at + 1), null);
        }
    }

    private void collectMembers(String prefix, JsonNode object) {
        object.properties().forEach(member -> collect(prefix + member.getKey(), member.getValue()));
    }

    private void collect(String field, JsonNode value) {
        if (terms.size() >= MAX_TERMS || NOT_SEARCHED.contains(field) || field.length() > Term.MAX_CHARACTERS) {
            return;
        }
        if (value.isObject()) {
            collectMembers(field + ".", value);
        } else if (value.isArray()) {
            value.forEach(item -> collect(field, item));
        } else if (value.isNumber()) {
            add(field, plain(value.decimalValue()), value.asDouble());
        } else if (!value.isNull() && !value.isMissingNode()) {
            add(field, value.asText(), null);
        }
    }

    private void add(String field, String text, @Nullable Double number) {
        Term term = new Term(field, Term.normal(field, text), number);
        terms.merge(field + '\0' + term.text(), term, (one, other) -> one.number() == null ? other : one);
    }

    /** The same text for a number however it was written; one of a huge exponent keeps it, as its digits would fill memory. */
    public static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs((long) stripped.scale()) <= MAX_EXPONENT ? stripped.toPlainString() : stripped.toString();
    }

    /** The words of a user in a full-text index. */
    static Set<String> tokens(String tenant, Collection<Term> terms) {
        Set<String> tokens = new TreeSet<>();
        tokens.add(Token.ofAll(tenant));
        for (Term term : terms) {
            tokens.add(Token.of(tenant, term.field(), term.text()));
            if (tokens.add(Token.present(tenant, term.field()))) {
                addObjects(tenant, term.field(), tokens);
            }
        }
        return tokens;
    }

    private static void addObjects(String tenant, String field, Set<String> tokens) {
        for (int dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
            tokens.add(Token.inside(tenant, field.substring(0, dot)));
        }
    }

    /** The values of a field, in their order. */
    public static List<String> values(Collection<Term> terms, String field) {
        return terms.stream()
                .filter(term -> term.field().equals(field))
                .map(Term::value)
                .sorted(ByteOrder.OF_TEXT)
                .toList();
    }
}
