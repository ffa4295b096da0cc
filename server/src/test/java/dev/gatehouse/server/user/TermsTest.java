package dev.gatehouse.server.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TermsTest {
    private static ObjectNode user(int keys, String value) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = user.putObject("user_metadata");
        for (int i = 0; i < keys; i++) {
            metadata.put(ofOneHash(i), value);
        }
        return user;
    }

    /** Fifteen pairs of letters, each of which has the same hash either way. */
    private static String ofOneHash(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    @Timeout(20)
    void keysOfOneHashCostNoMoreThanOthers() {
        assertThat(ofOneHash(1).hashCode()).isEqualTo(ofOneHash(20_000).hashCode());
        for (int i = 0; i < 50; i++) {
            Set<Term> terms = new HashSet<>(Terms.of(user(20_000, "x")));
            Set<Term> others = new HashSet<>(Terms.of(user(20_000, "y")));
            others.removeAll(terms);
            assertThat(others).hasSize(Terms.MAX_TERMS);
        }
    }

    @Test
    void aUserHasABoundedNumberOfTerms() {
        assertThat(Terms.of(user(1_999, "x"))).hasSize(1_999);
        assertThat(Terms.of(user(5_000, "x"))).hasSize(Terms.MAX_TERMS);
    }
}
