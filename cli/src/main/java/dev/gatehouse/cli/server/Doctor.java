package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.DataDirectoryOption;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.server.http.Ports;
import dev.gatehouse.server.start.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks what a tenant needs to work, and says how to mend each fault. */
@Command(
        name = "doctor",
        description = "Checks Java, the data directory, the server, its certificate and the credentials.")
public final class Doctor implements Callable<Integer> {
    private static final String NONE = "there is none yet: gatehouse start creates it";

    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** One check: what it found, or a {@link CommandException} that says what is wrong. */
    @FunctionalInterface
    private interface Diagnostic {
        String run();
    }

    @Override
    public Integer call() {
        Map<String, Diagnostic> checks = new LinkedHashMap<>();
        checks.put("Java", () -> System.getProperty("java.version") + " in " + System.getProperty("java.home"));
        checks.put("Data directory", this::dataDirectory);
        checks.put("Certificate", this::certificate);
        checks.put("Server", this::server);
        checks.put("Credentials", this::credentials);
        int failed = 0;
        for (Map.Entry<String, Diagnostic> check : checks.entrySet()) {
            failed += passes(check.getKey(), check.getValue()) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private boolean passes(String name, Diagnostic check) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.printf("%s  %-14s  %s%n", Terminal.green("ok    "), name, check.run());
            return true;
        } catch (RuntimeException e) {
            out.printf("%s  %-14s  %s%n", Terminal.red("failed"), name, e.getMessage());
            return false;
        }
    }

    private String dataDirectory() {
        Path directory = data.directory();
        if (!Files.exists(directory)) {
            return directory + ": " + NONE;
        }
        if (!Files.isWritable(directory)) {
            throw CommandException.failed(directory + " cannot be written by you");
        }
        return directory.toString();
    }

    private String certificate() {
        Path authority = data.directory().resolve("ca.pem");
        if (!Files.exists(authority)) {
            return NONE;
        }
        try (InputStream in = Files.newInputStream(authority)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            certificate.checkValidity();
            return "trust " + authority + ", valid until "
                    + certificate.getNotAfter().toInstant().toString().substring(0, "2026-01-01".length());
        } catch (IOException | CertificateException e) {
            throw CommandException.failed(authority + " cannot be used: " + e.getMessage()
                    + ". Delete it and its key, and restart the server.");
        }
    }

    private String server() {
        Optional<RunningServer> server = RunningServer.on(data.directory());
        if (server.isPresent()) {
            return "https://" + server.get().domain() + " runs in process "
                    + server.get().process().pid();
        }
        int port = data.configuration().httpsPort();
        if (!isFree(port)) {
            throw CommandException.failed("is not running, and port " + port
                    + " is taken by another program: stop that, or name another tenant with --domain");
        }
        throw CommandException.failed("is not running: gatehouse start");
    }

    private boolean isFree(int port) {
        try {
            new Ports(data.configuration().bind(), port, -1, -1).requireFree();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private String credentials() {
        Path file = data.directory().resolve("credentials.json");
        if (!Files.exists(file)) {
            throw CommandException.failed(file + ": " + NONE);
        }
        if (RunningServer.on(data.directory()).isEmpty()) {
            return file + ", not checked because the server is not running";
        }
        try (ManagementClient client = ManagementClient.fromCredentials(file)) {
            client.tenant().getSettings();
            return file + " are accepted by the server";
        }
    }
}
