package dev.gatehouse.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.server.address.AddressRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationReaderTest {
    private static final String KEY = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleS0=";
    private static final String SECRET = "secret-secret-secret-secret-secret";

    @TempDir
    private Path directory;

    @Test
    void hasADefaultForEverything() {
        assertThat(ConfigurationReader.read(Map.of(), Map.of()))
                .isEqualTo(new Configuration(
                        Path.of("gatehouse-data"),
                        "localhost:8443",
                        8443,
                        8080,
                        false,
                        AddressRange.address("127.0.0.1"),
                        -1,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        10,
                        1_048_576,
                        524_288_000,
                        false,
                        Duration.ofSeconds(2),
                        false,
                        List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
                        null,
                        null,
                        Duration.ofDays(30),
                        Duration.ZERO));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting(Setting.DOMAIN, "login.example", Configuration::domain, "login.example"),
                setting(Setting.DOMAIN, "login.example:9443", Configuration::httpsPort, 9443),
                setting(Setting.DOMAIN, "login.example", Configuration::httpsPort, 443),
                setting(Setting.DOMAIN, "login.example:0", Configuration::domain, "login.example:0"),
                setting(Setting.DOMAIN, "login.example:443", Configuration::domain, "login.example"),
                setting(Setting.DOMAIN, "login.example:9443", Configuration::host, "login.example"),
                setting(Setting.HTTPS_PORT, "0", Configuration::httpsPort, 0),
                setting(Setting.HTTP_PORT, "9080", Configuration::httpPort, 9080),
                setting(Setting.HTTP_PORT, "off", Configuration::httpPort, -1),
                setting(Setting.DOMAIN, "a.localhost", Configuration::bind, AddressRange.address("127.0.0.1")),
                setting(Setting.DOMAIN, "localhost.example", Configuration::bind, null),
                setting(Setting.BIND, "0.0.0.0", Configuration::bind, AddressRange.address("0.0.0.0")),
                setting(Setting.BIND, "::1", Configuration::bind, AddressRange.address("::1")),
                setting(Setting.MANAGEMENT_PORT, "9000", Configuration::managementPort, 9000),
                setting(Setting.MANAGEMENT_PORT, "off", Configuration::managementPort, -1),
                setting(
                        Setting.TRUSTED_PROXIES,
                        "10.0.0.0/8, ::1",
                        Configuration::trustedProxies,
                        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1/128"))),
                setting(
                        Setting.OUTGOING_ADDRESSES,
                        "10.1.2.3",
                        Configuration::outgoingAddresses,
                        List.of(AddressRange.parse("10.1.2.3/32"))),
                setting(Setting.DOMAIN, "login.example", Configuration::outgoingAddresses, List.of()),
                setting(Setting.OUTGOING_CERTIFICATES, "a.pem", Configuration::outgoingCertificates, Path.of("a.pem")),
                setting(Setting.DNS_SERVER, "127.0.0.1:5353", Configuration::dnsServer, "127.0.0.1:5353"),
                setting(Setting.DRAIN_TIME, "7", Configuration::drainTime, Duration.ofSeconds(7)),
                setting(Setting.LOG_RETENTION, "3", Configuration::logRetention, Duration.ofDays(3)),
                setting(Setting.DATABASE, "postgres://a:b@c/d", Configuration::database, "postgres://a:b@c/d"),
                setting(Setting.ENCRYPTION_KEY, KEY, Configuration::encryptionKey, KEY),
                setting(Setting.CLIENT_ID, "mine", Configuration::clientId, "mine"),
                setting(Setting.CLIENT_SECRET, SECRET, Configuration::clientSecret, SECRET),
                setting(Setting.RATE_LIMIT, "0.5", Configuration::rateLimit, 0.5),
                setting(Setting.RATE_LIMIT, "off", Configuration::rateLimit, null),
                setting(Setting.RATE_LIMIT_BURST, "50", Configuration::rateLimitBurst, 50),
                setting(Setting.MAXIMUM_BODY, "2048", Configuration::maximumBody, 2048),
                setting(Setting.READ_TIMEOUT, "30", Configuration::readTimeout, Duration.ofSeconds(30)),
                setting(Setting.ACCESS_LOG, "on", Configuration::accessLog, true));
    }

    private static Arguments setting(
            Setting setting,
            String value,
            Function<Configuration, @Nullable Object> member,
            @Nullable Object expected) {
        return Arguments.of(setting, value, member, expected);
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("settings")
    void isReadFromEachSource(
            Setting setting, String value, Function<Configuration, Object> member, @Nullable Object expected)
            throws IOException {
        Map<Setting, String> inDirectory = Map.of(Setting.DATA, directory.toString());
        Map<Setting, String> option = new EnumMap<>(inDirectory);
        option.put(setting, value);
        assertThat(member.apply(ConfigurationReader.read(option, Map.of()))).isEqualTo(expected);

        assertThat(member.apply(ConfigurationReader.read(
                        inDirectory, Map.of(setting.environmentVariable(), " " + value + " "))))
                .isEqualTo(expected);

        Files.writeString(directory.resolve("gatehouse.properties"), "# mine\n" + setting.key() + " = " + value + "\n");
        assertThat(member.apply(ConfigurationReader.read(inDirectory, Map.of())))
                .isEqualTo(expected);
    }

    @Test
    void prefersTheOptionToTheVariableAndTheVariableToTheFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("my.properties"), "http-port=1\nrate-limit-burst=1\nmaximum-body=1111");
        Configuration configuration = ConfigurationReader.read(
                Map.of(Setting.HTTP_PORT, "3"),
                Map.of(
                        "GATEHOUSE_CONFIG", file.toString(),
                        "GATEHOUSE_HTTP_PORT", "2",
                        "GATEHOUSE_RATE_LIMIT_BURST", "2"));

        assertThat(configuration.httpPort()).isEqualTo(3);
        assertThat(configuration.rateLimitBurst()).isEqualTo(2);
        assertThat(configuration.maximumBody()).isEqualTo(1111);
    }

    @Test
    void takesAnEmptyVariableAsNone() {
        assertThat(ConfigurationReader.read(Map.of(), Map.of("GATEHOUSE_HTTP_PORT", " "))
                        .httpPort())
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DOMAIN           | https://a.example    | --domain: https://a.example is not a host, or a host and a port as in localhost:8443
            DOMAIN           | a.example:65536      | --domain: a.example:65536 is not a host, or a host and a port as in localhost:8443
            DOMAIN           | a b                  | --domain: a b is not a host, or a host and a port as in localhost:8443
            HTTPS_PORT       | off                  | --https-port: off is not a whole number from 0 to 65535
            HTTPS_PORT       | 65536                | --https-port: 65536 is not a whole number from 0 to 65535
            HTTP_PORT        | -1                   | --http-port: -1 is not a whole number from 0 to 65535
            BIND             | here.example         | --bind: here.example is not an IP address
            MANAGEMENT_PORT  | on                   | --management-port: on is not a whole number from 0 to 65535
            TRUSTED_PROXIES  | 10.0.0.0/33          | --trusted-proxies: 10.0.0.0/33 is not a list of IP addresses and ranges
            TRUSTED_PROXIES  | proxy.example        | --trusted-proxies: proxy.example is not a list of IP addresses and ranges
            TRUSTED_PROXIES  | 10.0.0.0/x           | --trusted-proxies: 10.0.0.0/x is not a list of IP addresses and ranges
            RATE_LIMIT       | 0                    | --rate-limit: 0 is not a number above 0, or off
            RATE_LIMIT       | NaN                  | --rate-limit: NaN is not a number above 0, or off
            RATE_LIMIT       | fast                 | --rate-limit: fast is not a number above 0, or off
            RATE_LIMIT_BURST | 0                    | --rate-limit-burst: 0 is not a whole number from 1 to 1000000
            MAXIMUM_BODY     | 1023                 | --maximum-body: 1023 is not a whole number from 1024 to 268435456
            MAXIMUM_BODY     | 1e9                  | --maximum-body: 1e9 is not a whole number from 1024 to 268435456
            ACCESS_LOG       | yes                  | --access-log: yes is not on or off
            CLIENT_SECRET    | short                | --client-secret must have at least 32 characters
            CERTIFICATE      | mine.pem             | --certificate and --certificate-key go together: give both or none
            CERTIFICATE_KEY  | mine.pem             | --certificate and --certificate-key go together: give both or none
            CONFIG           | nowhere.properties   | --config: there is no file nowhere.properties
            DATA             | ''                   | --data has no value; leave it out for the default
            DOMAIN           | ' '                  | --domain has no value; leave it out for the default
            DNS_SERVER       | dns://127.0.0.1      | --dns-server: dns://127.0.0.1 is not a host, or a host and a port as in 127.0.0.1:5353
            DATABASE         | ''                   | --database has no value; leave it out for the default
            """)
    void saysWhatIsWrong(Setting setting, String value, String fault) {
        assertThat(faults(Map.of(setting, value)).faults()).containsExactly(fault);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws IOException {
        Files.writeString(
                directory.resolve("gatehouse.properties"), "http-port=x\ncolour=red\naccess-log=maybe\ndatabase=");

        assertThat(faults(Map.of(Setting.DATA, directory.toString(), Setting.DOMAIN, "-"))
                        .faults())
                .containsExactlyInAnyOrder(
                        directory.resolve("gatehouse.properties") + ": there is no setting colour",
                        directory.resolve("gatehouse.properties")
                                + ": database has no value; leave it out for the default",
                        "--http-port: x is not a whole number from 0 to 65535",
                        "--access-log: maybe is not on or off");
    }

    @Test
    void showsNoSecret() {
        Configuration configuration = ConfigurationReader.read(
                Map.of(
                        Setting.CLIENT_SECRET, SECRET,
                        Setting.ENCRYPTION_KEY, KEY,
                        Setting.DATABASE, "postgres://a:password@c/d"),
                Map.of());

        assertThat(configuration.toString()).doesNotContain(SECRET, KEY, "password");
    }

    private static ConfigurationException faults(Map<Setting, String> options) {
        return catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(options, Map.of()));
    }
}
