package dev.gatehouse.server.configuration;

import java.util.Locale;
import java.util.Optional;

/** Every setting: its name, what it takes, its default and what it does. */
public enum Setting {
    CONFIG(
            "FILE",
            "",
            "A file of settings, one NAME=VALUE a line. By default gatehouse.properties in the data directory, if it is there."),
    DATA("DIR", "gatehouse-data", "Where the server keeps its files. Made at the first start."),
    DOMAIN(
            "HOST[:PORT]",
            "localhost:8443",
            "The tenant's domain, as clients reach it; with port 0 for one that is free. It is in every token, so it is"
                    + " fixed by the first start."),
    BIND(
            "ADDRESS",
            "",
            "The IP address to listen on, as 0.0.0.0 for every IPv4 address. By default loopback when the domain is localhost, and every address otherwise."),
    HTTPS_PORT("PORT", "", "The port for HTTPS. By default that of the domain, or 443."),
    HTTP_PORT(
            "PORT",
            "8080",
            "The port for plain HTTP on loopback; off for none. Without this option, a port that is taken is done without."),
    MANAGEMENT_PORT(
            "PORT",
            "off",
            "The port for /health/live, /health/ready and /metrics, in plain HTTP on the address of --bind; off for none. Keep it from the outside."),
    TRUSTED_PROXIES(
            "ADDRESSES",
            "",
            "IP addresses and ranges (10.0.0.0/8), separated by commas, of the proxies whose X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Proto are believed. By default none are."),
    OUTGOING_ADDRESSES(
            "ADDRESSES",
            "",
            "IP addresses and ranges, separated by commas, that log streams and other calls of the server's own may go to beside public ones. By default loopback when the domain is localhost, and none otherwise."),
    OUTGOING_CERTIFICATES(
            "FILE",
            "",
            "Certificates in PEM of authorities that such calls trust beside those that Java trusts and the local authority."),
    DNS_SERVER(
            "HOST[:PORT]",
            "",
            "The DNS server that is asked for the records by which custom domains are verified. By default those of this machine."),
    DATABASE("URL", "", "postgres://USER:PASSWORD@HOST:PORT/DATABASE. By default SQLite in the data directory."),
    CERTIFICATE(
            "FILE",
            "",
            "A certificate chain of yours, in PEM. By default one is issued by a local authority in the data directory."),
    CERTIFICATE_KEY("FILE", "", "The private key of that certificate, in PEM."),
    ENCRYPTION_KEY(
            "KEY",
            "",
            "32 bytes in Base64 that secrets are encrypted with. By default the file encryption.key in the data directory; servers that share a database share it."),
    CLIENT_ID("ID", "", "The client_id of the first client. By default a random one."),
    CLIENT_SECRET(
            "SECRET", "", "The client_secret of the first client, of at least 32 characters. By default a random one."),
    RATE_LIMIT("PER-SECOND", "off", "Requests to the Management API a second, for each tenant; off for no limit."),
    RATE_LIMIT_BURST("COUNT", "10", "Requests that may come at once where there is a rate limit."),
    MAXIMUM_BODY("BYTES", "1048576", "The largest request body that is taken."),
    MAXIMUM_IMPORT("BYTES", "524288000", "The largest file of users to import, compressed or not."),
    STRICT_LIMITS(
            "on|off",
            "off",
            "Whether the limits of the cloud hold: 500 KB for a file to import, and two imports at once."),
    READ_TIMEOUT(
            "SECONDS",
            "2",
            "How long one read of the database may take. A search that takes longer is ended, and refused with 503."),
    LOG_RETENTION("DAYS", "30", "How long the events of a tenant's log are kept."),
    DRAIN_TIME(
            "SECONDS",
            "",
            "How long the server goes on serving once it is told to stop, while it says that it is not ready, so that load balancers notice. By default 5 with PostgreSQL, which other servers may share, and 0 otherwise."),
    ACCESS_LOG("on|off", "off", "Whether a line is written to the log for each request.");

    private final String value;
    private final String byDefault;
    private final String description;

    Setting(String value, String byDefault, String description) {
        this.value = value;
        this.byDefault = byDefault;
        this.description = description;
    }

    /** As on the command line, without the dashes, and in the file: {@code https-port}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As in the environment: {@code GATEHOUSE_HTTPS_PORT}. */
    public String environmentVariable() {
        return "GATEHOUSE_" + name();
    }

    /** What it takes, as in {@code PORT}. */
    public String value() {
        return value;
    }

    /** Its default; empty when the description tells. */
    public String byDefault() {
        return byDefault;
    }

    public String description() {
        return description;
    }

    /** The setting of that {@link #key()}. */
    public static Optional<Setting> named(String key) {
        for (Setting setting : values()) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
