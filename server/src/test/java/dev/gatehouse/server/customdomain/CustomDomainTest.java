package dev.gatehouse.server.customdomain;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomDomainTest {
    private final CustomDomain domain = new CustomDomain((ObjectNode) json("""
            {'domain': 'a.example', 'status': 'pending_verification',
             'verification': {'methods': [{'name': 'CNAME', 'record': 'a.edge.example', 'domain': 'a.example'}]}}
            """));

    @ParameterizedTest
    @CsvSource({"a.edge.example, true", "A.EDGE.example., true", "'\"a.edge.example\"', true", "b.edge.example, false"})
    void comparesRecordsAsDnsDoes(String found, boolean same) {
        DnsResolver resolver =
                (name, type) -> name.equals("a.example") && type.equals("CNAME") ? List.of(found) : List.of();

        assertThat(resolver.has(domain.wantedRecord())).isEqualTo(same);
    }

    @Test
    void staysReadyWhenTheRecordIsGoneLater() {
        domain.looked(false, "t0");
        assertThat(domain.ready()).isFalse();
        assertThat(domain.text("verification/status")).isEqualTo("failed");

        domain.looked(true, "t1");
        domain.looked(false, "t2");

        assertThat(domain.ready()).isTrue();
        assertThat(domain.text("verification/last_verified_at")).isEqualTo("t1");
        assertThat(domain.text("verification/error_msg")).isNull();
    }
}
