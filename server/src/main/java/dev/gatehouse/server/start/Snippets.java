package dev.gatehouse.server.start;

import dev.gatehouse.server.tenant.Tenant;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A first call in Java and in Node, ready to paste: they read the credentials from their file. */
final class Snippets {
    private final Tenant tenant;
    private final @Nullable Path authority;
    private final Path credentials;

    Snippets(Tenant tenant, @Nullable Path authority, Path credentials) {
        this.tenant = tenant;
        this.authority = authority;
        this.credentials = credentials;
    }

    void print(PrintStream out) {
        out.println();
        out.println("From Java:");
        out.println();
        out.println("  var client = ManagementClient.fromCredentials(Path.of(\"" + escaped(credentials) + "\"));");
        out.println("  client.users().getAll().forEach(System.out::println);");
        out.println();
        out.println("From Node (npm install auth0):");
        out.println();
        if (authority != null) {
            out.println("  NODE_EXTRA_CA_CERTS='" + authority + "' node --input-type=module -e '");
        } else {
            out.println("  node --input-type=module -e '");
        }
        out.println("  import { ManagementClient } from \"auth0\"; import { readFileSync } from \"node:fs\";");
        out.println("  const c = JSON.parse(readFileSync(\"" + escaped(credentials) + "\"));");
        out.println("  const client = new ManagementClient({domain: \"" + tenant.domain()
                + "\", clientId: c.client_id, clientSecret: c.client_secret});");
        out.println("  console.log((await client.users.list()).data);'");
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }
}
