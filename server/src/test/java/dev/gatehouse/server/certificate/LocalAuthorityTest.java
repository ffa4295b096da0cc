package dev.gatehouse.server.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void keepsItsCertificateAndKeyOverRestarts() {
        ServerCertificate first = at(NOW).certificateFor("tenant.example");
        ServerCertificate second = at(NOW.plus(Duration.ofDays(769))).certificateFor("tenant.example");

        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void issuesAnotherForAnotherHostWithTheSameAuthority() throws Exception {
        at(NOW).certificateFor("tenant.example");
        X509Certificate authority = authority();

        X509Certificate other = at(NOW).certificateFor("other.example").chain().get(0);

        assertThat(authority()).isEqualTo(authority);
        other.verify(authority.getPublicKey());
        assertThat(other.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
        assertThat(other.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "other.example"),
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void issuesAnotherWhenItHasLessThanThirtyDaysLeft() throws Exception {
        ServerCertificate first = at(NOW).certificateFor("tenant.example");
        X509Certificate authority = authority();

        ServerCertificate second = at(NOW.plus(Duration.ofDays(771))).certificateFor("tenant.example");

        assertThat(second.chain()).isNotEqualTo(first.chain());
        second.chain().get(0).verify(authority.getPublicKey());
    }

    @Test
    void makesAnotherAuthorityWhenItsOwnRunsOut() throws Exception {
        at(NOW).certificateFor("tenant.example");
        X509Certificate authority = authority();

        ServerCertificate second = at(NOW.plus(Duration.ofDays(3_640))).certificateFor("tenant.example");

        assertThat(authority()).isNotEqualTo(authority);
        second.chain().get(0).verify(authority().getPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.pem", "server-key.pem", "ca.pem"})
    void healsWhatWasHalfWritten(String file) throws Exception {
        at(NOW).certificateFor("tenant.example");
        Files.delete(directory.resolve(file));

        at(NOW).certificateFor("tenant.example")
                .chain()
                .get(0)
                .verify(authority().getPublicKey());
    }

    @Test
    void healsAKeyWithoutItsCertificate() throws Exception {
        ServerCertificate first = at(NOW).certificateFor("tenant.example");
        String certificate = Files.readString(directory.resolve("server.pem"));
        at(NOW).certificateFor("other.example");
        Files.writeString(directory.resolve("server.pem"), certificate);

        ServerCertificate healed = at(NOW).certificateFor("tenant.example");

        assertThat(healed.chain()).isNotEqualTo(first.chain());
        assertThat(ServerCertificate.read(directory.resolve("server.pem"), directory.resolve("server-key.pem")))
                .isEqualTo(healed);
    }

    @Test
    void saysWhenTheAuthorityItselfCannotBeUsed() throws IOException {
        at(NOW).certificateFor("tenant.example");
        Files.writeString(directory.resolve("ca-key.pem"), "nothing");

        assertThatThrownBy(() -> at(NOW).certificateFor("other.example"))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessage("the key file " + directory.resolve("ca-key.pem") + " holds no unencrypted private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-key.pem", "ca-key.pem"})
    void showsKeysToTheirOwnerOnly(String file) throws IOException {
        at(NOW).certificateFor("tenant.example");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                .isEqualTo("rw-------");
    }

    private X509Certificate authority() {
        return PemFile.certificates(at(NOW).certificateFile()).get(0);
    }

    private LocalAuthority at(Instant now) {
        return new LocalAuthority(directory, InstantSource.fixed(now));
    }
}
