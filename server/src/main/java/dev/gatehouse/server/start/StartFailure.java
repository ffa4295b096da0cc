package dev.gatehouse.server.start;

import dev.gatehouse.server.certificate.UnusableCertificateException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationException;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.PortForbiddenException;
import dev.gatehouse.server.http.PortTakenException;
import dev.gatehouse.server.store.DataDirectoryException;
import dev.gatehouse.server.store.StoreException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a server did not start, in words for the person who started it. */
public final class StartFailure {
    private static final int HIGHEST_PORT = 65_535;
    private static final int OTHER_PORT_DISTANCE = 1_000;

    private StartFailure() {}

    /**
     * One line for each fault.
     *
     * @param failure what {@link ServerOptions#read} or {@link TenantServer} threw
     * @param configuration what the server was to be started with; null when there was none yet
     * @throws RuntimeException the failure itself, when it is a defect and not a fault of settings or surroundings
     */
    public static List<String> explain(RuntimeException failure, @Nullable Configuration configuration) {
        if (failure instanceof ConfigurationException faulty) {
            return faulty.faults();
        }
        if (failure instanceof PortTakenException taken && configuration != null) {
            return List.of("Port " + taken.port() + " is taken by another program. Stop it, or "
                    + otherPort(taken.port(), configuration));
        }
        if (failure instanceof StoreException || failure instanceof Rejection) {
            return List.of("The database cannot be used: " + failure.getMessage() + ".");
        }
        if (failure instanceof DataDirectoryException
                || failure instanceof PortForbiddenException
                || failure instanceof UnusableCertificateException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException) {
            return List.of(String.valueOf(failure.getMessage()));
        }
        throw failure;
    }

    /** A tenant's domain names its port, so that another port for HTTPS alone makes a tenant that no client reaches. */
    private static String otherPort(int port, Configuration configuration) {
        if (port == configuration.httpPort()) {
            return "choose another with --http-port.";
        }
        int other =
                port + OTHER_PORT_DISTANCE <= HIGHEST_PORT ? port + OTHER_PORT_DISTANCE : port - OTHER_PORT_DISTANCE;
        return "start a tenant on another port: --domain " + configuration.host() + ":" + other
                + ", with a --data directory of its own if there is a tenant already.";
    }
}
