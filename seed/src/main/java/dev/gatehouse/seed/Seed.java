package dev.gatehouse.seed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.ManagementClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects to create in a tenant: an object with lists of {@code resource_servers}, {@code clients}, {@code client_grants},
 * {@code connections}, {@code roles} and {@code users}. Each item is the body of the API's create request; items refer to one
 * another by name. Immutable.
 */
public final class Seed {
    private static final Set<String> KINDS =
            Set.of("resource_servers", "clients", "client_grants", "connections", "roles", "users");

    private final String name;
    private final JsonNode content;

    private Seed(String name, JsonNode content) {
        this.name = name;
        this.content = content;
        Set<String> unknown = new TreeSet<>();
        content.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KINDS);
        if (!content.isObject() || !unknown.isEmpty()) {
            throw new SeedException(
                    name + " must be an object with some of " + new TreeSet<>(KINDS)
                            + (unknown.isEmpty() ? "" : ", and has " + unknown),
                    null);
        }
    }

    /**
     * Reads a file: YAML when its name ends with {@code .yaml} or {@code .yml}, JSON otherwise.
     *
     * @throws SeedException when it cannot be read or is not a seed
     */
    public static Seed read(Path file) {
        try {
            return of(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SeedException(
                    Files.exists(file) ? file + " cannot be read" : "There is no file " + file.toAbsolutePath(), e);
        }
    }

    /**
     * Reads the content of a file of that name.
     *
     * @throws SeedException when it is not a seed
     */
    public static Seed of(String name, byte[] content) {
        return new Seed(name, SeedReader.read(name, content));
    }

    /**
     * Creates every object, those that others refer to first. Objects created before a failure stay.
     *
     * @param onConflict what to do about an object that the tenant already has
     * @param clientIdAssigner gives clients the {@code client_id} that the seed names
     * @return how many objects were created
     * @throws SeedException naming the first item that is refused
     */
    public int apply(ManagementClient client, OnConflict onConflict, ClientIdAssigner clientIdAssigner) {
        return new Seeder(name, content, client, onConflict, clientIdAssigner).run();
    }

    /** What to do about an object that the tenant already has. */
    public enum OnConflict {
        /** Throw a {@link SeedException}. */
        FAIL,
        /** Leave it as it is and go on. */
        SKIP
    }
}
