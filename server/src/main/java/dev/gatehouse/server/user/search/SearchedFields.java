package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.Term;
import dev.gatehouse.server.user.Terms;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where a value of a query is looked for, and as what. */
final class SearchedFields {
    /** Where words without a field are looked for. */
    private static final List<String> DEFAULT =
            List.of("email", "name", "nickname", "username", "given_name", "family_name", "phone_number", "user_id");

    private SearchedFields() {}

    /** What {@code part} makes of each field that is meant. */
    static <T> List<T> map(String field, Function<String, T> part) {
        return (field.equals(Query.ANY_FIELD) ? DEFAULT : List.of(field))
                .stream().map(part).toList();
    }

    /** The texts that a value equals: a number does so however it is written. */
    static Set<String> equals(String field, String text) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(Term.normal(field, text));
        if (Term.isNumber(text)) {
            texts.add(Terms.plain(new BigDecimal(text)));
        }
        return texts;
    }
}
