package dev.gatehouse.cli.tenant;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.ManagementClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose the tenant: its credentials file, its data directory or the environment, in that order. */
public final class CredentialsOptions {
    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "The tenant's credentials, as a server writes them. Without it and --data, AUTH0_DOMAIN,"
                    + " AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET name a tenant.")
    private @Nullable Path credentials;

    @Mixin
    private DataDirectoryOption data = new DataDirectoryOption();

    /**
     * A client of the tenant.
     *
     * @throws CommandException when no tenant is named, or the credentials are invalid
     */
    public ManagementClient client() {
        try {
            return builder().build();
        } catch (IllegalArgumentException e) {
            throw CommandException.cannotStart(String.valueOf(e.getMessage()));
        }
    }

    /** The builder of {@link #client}. */
    public ManagementClientBuilder builder() {
        try {
            if (credentials != null) {
                return ManagementClient.builder().credentials(credentials);
            }
            if (!data.isGiven() && isSet("AUTH0_DOMAIN")) {
                requireCredentials();
                return ManagementClient.builder().environment();
            }
            return ManagementClient.builder().credentials(credentialsOf(data.directory()));
        } catch (IllegalArgumentException e) {
            throw CommandException.cannotStart(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isSet(String variable) {
        return !System.getenv().getOrDefault(variable, "").isBlank();
    }

    private static void requireCredentials() {
        boolean withKey = isSet("AUTH0_CLIENT_SECRET") || isSet("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY");
        if (!isSet("AUTH0_API_TOKEN") && !(isSet("AUTH0_CLIENT_ID") && withKey)) {
            throw CommandException.cannotStart("AUTH0_DOMAIN is set, but AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are"
                    + " not. Set them, or name a local tenant with --data.");
        }
    }

    private static Path credentialsOf(Path directory) {
        Path file = directory.resolve("credentials.json");
        if (!Files.exists(file)) {
            throw CommandException.cannotStart("There is no tenant in " + directory
                    + ". Create one with gatehouse start, name another directory with --data, or set AUTH0_DOMAIN,"
                    + " AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.");
        }
        return file;
    }
}
