package dev.gatehouse.contract.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "id, id",
        "user_id, userId",
        "isSocial, isSocial",
        "dkim64, dkim64",
        "callback-url, callbackUrl",
        "a__b, aB",
        "_id, id",
        "default, defaultValue",
        "class, classValue",
        "get, getValue",
        "secrets, secrets",
        "from, from",
        "values, values",
    })
    void namesMembers(String wire, String member) {
        assertThat(Names.member(wire)).isEqualTo(member);
    }

    @ParameterizedTest
    @CsvSource({
        "roles.get, ROLES_GET",
        "roles.getAll, ROLES_GET_ALL",
        "userBlocks.deleteByIdentifier, USER_BLOCKS_DELETE_BY_IDENTIFIER",
    })
    void namesConstants(String operation, String constant) {
        assertThat(Names.constant(operation)).isEqualTo(constant);
    }
}
