package dev.gatehouse.server.start;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.DataDirectory;
import dev.gatehouse.server.store.DataDirectoryException;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.PostgresDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.store.SqliteFile;
import dev.gatehouse.server.store.StoreException;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.EncryptionKey;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code gatehouse check}, {@code backup}, {@code restore} and {@code credentials} do: the data directory as a whole. */
public final class Maintenance {
    private static final String DATABASE = DataDirectory.DATABASE;

    private Maintenance() {}

    /**
     * Verifies the database and that the encryption key fits it.
     *
     * @return what is wrong; empty when nothing is
     */
    public static List<String> check(Configuration configuration) {
        requireSqlite(configuration);
        requireDatabase(configuration.data());
        Path file = configuration.data().resolve(DATABASE);
        List<String> faults = new ArrayList<>();
        SqliteFile.faults(file).forEach(fault -> faults.add(file + ": " + fault));
        if (!faults.isEmpty()) {
            faults.add("Stop the server, and put a backup into another directory with gatehouse restore.");
        } else if (SqliteFile.isOfThisRelease(file)) {
            checkKey(configuration, file, faults);
        }
        return faults;
    }

    private static void checkKey(Configuration configuration, Path file, List<String> faults) {
        try (Database database = new SqliteDatabase(file)) {
            DocumentStore documents = new DocumentStore(
                    new SecretBox(key(configuration)),
                    new Sequence(InstantSource.system()),
                    new SecretMembers(Contract.management()),
                    StoredKinds.ALL);
            for (Tenant tenant : database.read(Bootstrap.NOBODY, new TenantStore()::all)) {
                database.read(tenant, tx -> documents.all(tx, SigningKeys.KIND, Map.of()));
            }
        } catch (StoreException | IllegalArgumentException e) {
            faults.add(file + ": " + e.getMessage());
        }
    }

    private static byte[] key(Configuration configuration) {
        return configuration.encryptionKey() == null
                ? EncryptionKey.existing(configuration.data().resolve(DataDirectory.ENCRYPTION_KEY))
                : EncryptionKey.parse(configuration.encryptionKey());
    }

    /**
     * Copies a data directory, whose server may be running. The database comes last: what has none is no backup.
     *
     * @param target a directory that is new or empty
     * @throws DataDirectoryException when {@code target} holds files, or the data directory no database
     */
    public static void backUp(Configuration configuration, Path target) {
        requireSqlite(configuration);
        Path data = configuration.data();
        requireDatabase(data);
        try {
            PrivateFile.createDirectories(target);
            requireEmpty(target);
            copyAll(data, target);
        } catch (IOException e) {
            throw new DataDirectoryException("The backup " + target + " cannot be written ("
                    + e.getClass().getSimpleName().replace("Exception", "") + "). Name a directory you may write.");
        }
    }

    /**
     * Puts a backup into a data directory that has no database.
     *
     * @throws DataDirectoryException when the backup has no database, or the data directory has one, is in use or cannot be
     *     written
     * @throws StoreException when the backup is damaged
     */
    public static void restore(Path backup, Configuration configuration) {
        requireSqlite(configuration);
        Path data = configuration.data();
        requireDatabase(backup);
        List<String> faults = SqliteFile.faults(backup.resolve(DATABASE));
        if (!faults.isEmpty()) {
            throw new StoreException("the backup " + backup + " is damaged: " + faults.get(0));
        }
        try (DataDirectory directory = DataDirectory.open(data)) {
            if (Files.exists(directory.file(DATABASE))) {
                throw new DataDirectoryException("The data directory " + data
                        + " has a database already. Move it away, or name another with --data.");
            }
            copyAll(backup, data);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a client with every scope, whose credentials replace those of {@code credentials.json}; the other clients stay. The
     * server must not be running.
     *
     * @return the client's id
     * @throws DataDirectoryException when the data directory is in use, or has no database
     */
    public static String createOperator(Configuration configuration) {
        if (configuration.database() == null) {
            requireDatabase(configuration.data());
        }
        try (DataDirectory directory = DataDirectory.open(configuration.data());
                Database database = configuration.database() == null
                        ? new SqliteDatabase(directory.file(DATABASE))
                        : new PostgresDatabase(configuration.database(), InstantSource.system())) {
            InstantSource clock = InstantSource.system();
            Contract contract = Contract.management();
            DocumentStore documents = new DocumentStore(
                    new SecretBox(key(configuration)),
                    new Sequence(clock),
                    new SecretMembers(contract),
                    StoredKinds.ALL);
            Identifiers identifiers = new Identifiers(new SecureRandom());
            return new Bootstrap(
                            contract,
                            database,
                            documents,
                            new ConnectionStore(documents, Client.KIND, identifiers),
                            new TenantStore(),
                            new SigningKeys(database.reserved(), documents, identifiers, clock),
                            identifiers,
                            clock)
                    .createOperator(configuration);
        }
    }

    private static void requireSqlite(Configuration configuration) {
        if (configuration.database() != null) {
            throw new IllegalArgumentException(
                    "The tenant is in PostgreSQL: verify it and back it up with its own tools, pg_amcheck and pg_dump.");
        }
    }

    private static void requireDatabase(Path directory) {
        if (!Files.exists(directory.resolve(DATABASE))) {
            throw new DataDirectoryException("There is no " + DATABASE + " in " + directory + ".");
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new DataDirectoryException(
                        "The directory " + directory + " holds files. Name a new or an empty one.");
            }
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Maintenance::isCopied).toList()) {
                PrivateFile.copy(file, to.resolve(file.getFileName()));
            }
        }
        SqliteFile.copy(from.resolve(DATABASE), to.resolve(DATABASE));
    }

    /** Keys, credentials, certificates and settings; not the lock, nor what is only half written. */
    private static boolean isCopied(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(DATABASE)
                && !name.equals(DataDirectory.LOCK)
                && !name.endsWith(".new");
    }
}
