package dev.gatehouse.server.logstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import org.junit.jupiter.api.Test;

class PiiMaskTest {
    private static final String EVENT = """
            {'description': 'Mail to ada@example.com sent', 'user_name': 'ada@example.com', 'email': null,
             'details': {'body': {'given_name': 'Ada', 'family_name': 'Byron', 'email': 'ada@example.com',
              'phone_number': '+4915112345678', 'address': {'street': 'High'}, 'scopes': ['sms to +4915112345678', 7]}}}
            """;

    private static String hidden(String config) {
        ObjectNode event = StoredJson.object(EVENT.replace('\'', '"'));
        new PiiMask(StoredJson.read(config.replace('\'', '"'))).hideIn(event);
        return event.toString().replace('"', '\'');
    }

    @Test
    void masksMembersAtEveryDepthAndWhatStandsInOtherText() {
        assertThat(hidden("{'log_fields': ['first_name', 'email', 'phone', 'address'], 'method': 'mask'}"))
                .isEqualTo("{'description':'Mail to ***** sent','user_name':'*****','email':null,"
                        + "'details':{'body':{'given_name':'*****','family_name':'Byron','email':'*****',"
                        + "'phone_number':'*****','address':'*****','scopes':['sms to *****',7]}}}");
    }

    @Test
    void hashesSoThatTheSameStaysTheSame() {
        String hash = XxHash.of("ada@example.com");

        assertThat(hidden("{'log_fields': ['email', 'last_name'], 'method': 'hash', 'algorithm': 'xxhash'}"))
                .isEqualTo("{'description':'Mail to " + hash + " sent','user_name':'" + hash + "','email':null,"
                        + "'details':{'body':{'given_name':'Ada','family_name':'" + XxHash.of("Byron") + "','email':'"
                        + hash + "','phone_number':'+4915112345678','address':{'street':'High'},"
                        + "'scopes':['sms to +4915112345678',7]}}}");
    }

    @Test
    void hidesNothingUnlessItIsAskedTo() {
        assertThat(hidden("{}")).contains("'user_name':'ada@example.com'").contains("'given_name':'Ada'");
    }
}
