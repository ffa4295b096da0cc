package dev.gatehouse.server.configuration;

import dev.gatehouse.server.address.AddressRange;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings: the command line first, then the environment, then the file, then the defaults. */
public final class ConfigurationReader {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");
    private static final Pattern LOCALHOST =
            Pattern.compile("(?i)([a-z0-9-]+\\.)*localhost(:\\d+)?|127\\.[0-9.]+(:\\d+)?");
    private static final List<AddressRange> LOOPBACK =
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
    private static final int MIN_SECRET = 32;
    private static final Duration SHARED_DRAIN_TIME = Duration.ofSeconds(5);

    private final List<String> faults = new ArrayList<>();
    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    private ConfigurationReader() {}

    /**
     * @param commandLine the settings given there
     * @param environment the variables of the process
     * @throws ConfigurationException naming everything that is wrong
     */
    public static Configuration read(Map<Setting, String> commandLine, Map<String, String> environment) {
        ConfigurationReader reader = new ConfigurationReader();
        reader.collect(commandLine, environment);
        Configuration configuration = reader.configuration();
        if (!reader.faults.isEmpty()) {
            throw new ConfigurationException(reader.faults);
        }
        return configuration;
    }

    private void collect(Map<Setting, String> commandLine, Map<String, String> environment) {
        for (Setting setting : Setting.values()) {
            String fromEnvironment = environment.get(setting.environmentVariable());
            String fromCommandLine = commandLine.get(setting);
            if (fromCommandLine != null) {
                take(setting, fromCommandLine, "--" + setting.key());
            } else if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                given.put(setting, fromEnvironment.strip());
            }
        }
        Path file = Path.of(text(
                Setting.CONFIG,
                Path.of(text(Setting.DATA), "gatehouse.properties").toString()));
        if (Files.exists(file)) {
            readFile(file);
        } else if (given.containsKey(Setting.CONFIG)) {
            faults.add("--config: there is no file " + file);
        }
    }

    /** An empty value is rather a script's mistake than a wish, and as a path it would be the working directory. */
    private void take(Setting setting, String value, String place) {
        if (value.isBlank()) {
            faults.add(place + " has no value; leave it out for the default");
        } else {
            given.put(setting, value);
        }
    }

    private void readFile(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            faults.add("--config: " + file + " cannot be read");
        }
        for (String key : properties.stringPropertyNames()) {
            Setting.named(key)
                    .ifPresentOrElse(
                            setting -> {
                                if (!given.containsKey(setting)) {
                                    take(setting, properties.getProperty(key).strip(), file + ": " + key);
                                }
                            },
                            () -> faults.add(file + ": there is no setting " + key));
        }
    }

    private Configuration configuration() {
        String domain = domain();
        Path certificate = path(Setting.CERTIFICATE);
        Path key = path(Setting.CERTIFICATE_KEY);
        if ((certificate == null) != (key == null)) {
            faults.add("--certificate and --certificate-key go together: give both or none");
        }
        return new Configuration(
                Path.of(text(Setting.DATA)),
                domain.endsWith(":443") ? domain.substring(0, domain.length() - 4) : domain,
                httpsPort(domain),
                text(Setting.HTTP_PORT).equals("off") ? -1 : whole(Setting.HTTP_PORT, 0, 65_535),
                given.containsKey(Setting.HTTP_PORT),
                bind(domain),
                text(Setting.MANAGEMENT_PORT).equals("off") ? -1 : whole(Setting.MANAGEMENT_PORT, 0, 65_535),
                ranges(Setting.TRUSTED_PROXIES, List.of()),
                optional(Setting.DATABASE),
                certificate,
                key,
                optional(Setting.ENCRYPTION_KEY),
                optional(Setting.CLIENT_ID),
                clientSecret(),
                rateLimit(),
                whole(Setting.RATE_LIMIT_BURST, 1, 1_000_000),
                whole(Setting.MAXIMUM_BODY, 1_024, 256 << 20),
                whole(Setting.MAXIMUM_IMPORT, 1_024, Integer.MAX_VALUE),
                parsed(Setting.STRICT_LIMITS, "on or off", ConfigurationReader::onOrOff, false),
                Duration.ofSeconds(whole(Setting.READ_TIMEOUT, 1, 600)),
                parsed(Setting.ACCESS_LOG, "on or off", ConfigurationReader::onOrOff, false),
                outgoingAddresses(domain),
                path(Setting.OUTGOING_CERTIFICATES),
                dnsServer(),
                Duration.ofDays(whole(Setting.LOG_RETENTION, 1, 36_500)),
                drainTime());
    }

    private String domain() {
        String domain = text(Setting.DOMAIN);
        if (!DOMAIN.matcher(domain).matches() || !isPort(portOf(domain))) {
            faults.add("--domain: " + domain + " is not a host, or a host and a port as in localhost:8443");
            return Setting.DOMAIN.byDefault();
        }
        return domain;
    }

    private @Nullable String dnsServer() {
        String server = optional(Setting.DNS_SERVER);
        if (server != null && (!DOMAIN.matcher(server).matches() || !isPort(portOf(server)))) {
            faults.add("--dns-server: " + server + " is not a host, or a host and a port as in 127.0.0.1:5353");
        }
        return server;
    }

    private int httpsPort(String domain) {
        if (given.containsKey(Setting.HTTPS_PORT)) {
            return whole(Setting.HTTPS_PORT, 0, 65_535);
        }
        return portOf(domain);
    }

    private static int portOf(String domain) {
        int colon = domain.lastIndexOf(':');
        return colon < 0 ? 443 : Integer.parseInt(domain.substring(colon + 1));
    }

    /** 0 is for any that is free. */
    private static boolean isPort(int number) {
        return number <= 65_535;
    }

    private @Nullable InetAddress bind(String domain) {
        String address = optional(Setting.BIND);
        if (address == null) {
            return LOCALHOST.matcher(domain).matches() ? AddressRange.address("127.0.0.1") : null;
        }
        return parsed(Setting.BIND, "an IP address", AddressRange::address, AddressRange.address("127.0.0.1"));
    }

    private List<AddressRange> outgoingAddresses(String domain) {
        return ranges(Setting.OUTGOING_ADDRESSES, LOCALHOST.matcher(domain).matches() ? LOOPBACK : List.of());
    }

    private List<AddressRange> ranges(Setting setting, List<AddressRange> otherwise) {
        return text(setting).isBlank()
                ? otherwise
                : parsed(
                        setting,
                        "a list of IP addresses and ranges",
                        text -> Arrays.stream(text.split(","))
                                .map(range -> AddressRange.parse(range.strip()))
                                .toList(),
                        otherwise);
    }

    private Duration drainTime() {
        boolean shared = optional(Setting.DATABASE) != null;
        return given.containsKey(Setting.DRAIN_TIME)
                ? Duration.ofSeconds(whole(Setting.DRAIN_TIME, 0, 600))
                : shared ? SHARED_DRAIN_TIME : Duration.ZERO;
    }

    private @Nullable String clientSecret() {
        String secret = optional(Setting.CLIENT_SECRET);
        if (secret != null && secret.length() < MIN_SECRET) {
            faults.add("--client-secret must have at least " + MIN_SECRET + " characters");
        }
        return secret;
    }

    private @Nullable Double rateLimit() {
        if (text(Setting.RATE_LIMIT).equals("off")) {
            return null;
        }
        return parsed(Setting.RATE_LIMIT, "a number above 0, or off", text -> positive(text), 1.0);
    }

    private static @Nullable Double positive(String text) {
        double number = Double.parseDouble(text);
        return number > 0 && number < 1e9 ? number : null;
    }

    private static @Nullable Boolean onOrOff(String text) {
        return text.equals("on") ? Boolean.TRUE : text.equals("off") ? Boolean.FALSE : null;
    }

    private int whole(Setting setting, int least, int most) {
        return parsed(
                setting,
                "a whole number from " + least + " to " + most,
                text -> {
                    int number = Integer.parseInt(text);
                    return number >= least && number <= most ? number : null;
                },
                least);
    }

    private <T> T parsed(Setting setting, String expected, Function<String, @Nullable T> parse, T otherwise) {
        String text = text(setting);
        try {
            T value = parse.apply(text);
            if (value != null) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Told below, in words.
        }
        faults.add("--" + setting.key() + ": " + text + " is not " + expected);
        return otherwise;
    }

    private String text(Setting setting) {
        return text(setting, setting.byDefault());
    }

    private String text(Setting setting, String otherwise) {
        return given.getOrDefault(setting, otherwise);
    }

    private @Nullable String optional(Setting setting) {
        String text = given.get(setting);
        return text == null || text.isEmpty() ? null : text;
    }

    private @Nullable Path path(Setting setting) {
        String text = optional(setting);
        return text == null ? null : Path.of(text);
    }
}
