package dev.gatehouse.server.store;

import dev.gatehouse.server.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** The file of a SQLite database as a whole, which a server may be using meanwhile. */
public final class SqliteFile {
    private static final int MAX_FAULTS = 20;
    private static final int ALL_PAGES = -1;
    private static final int MILLIS_BETWEEN_TRIES = 100;
    private static final int MAX_TRIES = 100;
    private static final int OK = 0;

    private SqliteFile() {}

    /**
     * What is wrong with the file; empty when it is sound.
     *
     * @return at most 20 faults, in SQLite's words
     */
    public static List<String> faults(Path file) {
        if (!Files.exists(file)) {
            return List.of("there is no file " + file);
        }
        List<String> faults = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MAX_FAULTS + ")")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    faults.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            faults.add(e.getMessage());
        }
        return faults;
    }

    /**
     * Whether this release and the one that wrote the file have the same schema.
     *
     * @throws StoreException when the file cannot be read
     */
    public static boolean isOfThisRelease(Path file) {
        try (Connection connection = open(file)) {
            return Migrations.version(connection) == Migrations.NEWEST;
        } catch (SQLException e) {
            throw new StoreException("it cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Copies the database as it is at one moment. The copy is complete when it is there.
     *
     * @param target readable by its owner only
     * @throws IOException when there is such a file, or it cannot be written
     * @throws StoreException when the database cannot be read, or the copy is not sound
     */
    public static void copy(Path file, Path target) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(beside);
        PrivateFile.create(beside);
        try (Connection connection = open(file)) {
            // All pages in one step: in several, it would begin again after each write of a busy server.
            int status = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", beside.toString(), null, MILLIS_BETWEEN_TRIES, MAX_TRIES, ALL_PAGES);
            if (status != OK) {
                throw new StoreException("it could not be copied (SQLite's error " + status + ")");
            }
        } catch (SQLException e) {
            throw new StoreException("it could not be copied: " + e.getMessage(), e);
        }
        List<String> faults = faults(beside);
        if (!faults.isEmpty()) {
            throw new StoreException("the copy is not sound: " + faults.get(0));
        }
        PrivateFile.move(beside, target);
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(MILLIS_BETWEEN_TRIES * MAX_TRIES);
        return config.createConnection("jdbc:sqlite:" + file);
    }
}
