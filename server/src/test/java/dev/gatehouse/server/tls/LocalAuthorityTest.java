package dev.gatehouse.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void keepsItsCertificateAndKeyOverRestarts() {
        ServerCertificate first = at(NOW).certificateFor("tenant.example");
        ServerCertificate second = at(NOW).certificateFor("tenant.example");
        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void issuesAnotherForAnotherHostWithTheSameAuthority() {
        at(NOW).certificateFor("tenant.example");
        var authority = Pem.certificates(at(NOW).certificateFile());
        ServerCertificate other = at(NOW).certificateFor("other.example");
        assertThat(Pem.certificates(at(NOW).certificateFile())).isEqualTo(authority);
        assertThat(other.chain().get(0).getIssuerX500Principal())
                .isEqualTo(authority.get(0).getSubjectX500Principal());
    }

    @Test
    void issuesAnotherWhenItHasLessThanThirtyDaysLeft() {
        ServerCertificate first = at(NOW).certificateFor("tenant.example");
        ServerCertificate second = at(NOW.plus(Duration.ofDays(771))).certificateFor("tenant.example");
        assertThat(second.chain()).isNotEqualTo(first.chain());
    }

    private LocalAuthority at(Instant now) {
        return new LocalAuthority(directory, InstantSource.fixed(now));
    }
}
