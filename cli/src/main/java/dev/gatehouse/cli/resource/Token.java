package dev.gatehouse.cli.resource;

import dev.gatehouse.cli.tenant.CredentialsOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.ManagementClientBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints an access token. */
@Command(
        name = "token",
        description = {
            "Prints an access token for the Management API.",
            "",
            "Example: curl --cacert gatehouse-data/ca.pem -H \"Authorization: Bearer $(gatehouse token)\""
                    + " https://localhost:8443/api/v2/users",
            ""
        })
public final class Token implements Runnable {
    @Option(
            names = "--audience",
            paramLabel = "API",
            description = "The API that it is for. Default: the Management API.")
    private @Nullable String audience;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "The scopes to ask for, with spaces between them. Default: all that the client is granted.")
    private @Nullable String scope;

    @Mixin
    private CredentialsOptions tenant = new CredentialsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        ManagementClientBuilder builder = tenant.builder();
        if (audience != null) {
            builder.audience(audience);
        }
        if (scope != null) {
            builder.scope(scope);
        }
        try (ManagementClient client = builder.build()) {
            spec.commandLine().getOut().println(client.getAccessToken());
        }
    }
}
