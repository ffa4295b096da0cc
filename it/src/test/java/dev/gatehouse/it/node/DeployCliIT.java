package dev.gatehouse.it.node;

import dev.gatehouse.it.node.Node.Version;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Auth0's deploy CLI exports and imports tenants: two that are fresh, and one that is filled with something of everything. */
class DeployCliIT {
    @TempDir
    Path directory;

    @Test
    void deploysWhatItExported() throws IOException {
        Node.require(new Version(20, 19), "auth0-deploy-cli");
        try (PackagedServer fresh = start("fresh");
                PackagedServer empty = start("empty");
                PackagedServer rich = start("rich")) {
            new NodePackage("deploy-cli")
                    .test(Map.of(
                            "GATEHOUSE_FRESH", data(fresh),
                            "GATEHOUSE_EMPTY", data(empty),
                            "GATEHOUSE_RICH", data(rich)));
        }
    }

    private PackagedServer start(String name) {
        return Installation.on(directory.resolve(name), Map.of()).start("DeployCliIT-" + name);
    }

    private static String data(PackagedServer server) {
        return server.installation().data().toString();
    }
}
