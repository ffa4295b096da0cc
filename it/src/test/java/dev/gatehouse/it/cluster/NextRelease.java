package dev.gatehouse.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * The release after this one: the same server with one more migration, which changes tables that are in use. Its classes come
 * before those of the packaged server.
 *
 * @param classes what differs
 * @param schema the newest that it knows
 */
record NextRelease(Path classes, int schema) {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.it.sources"))
            .resolve("../../..")
            .normalize();
    private static final String PACKAGE = "dev/gatehouse/server/store";
    private static final Pattern NEWEST = Pattern.compile("NEWEST = (\\d+);");
    private static final String MIGRATION = """
            CREATE TABLE next_release (tenant ${text} NOT NULL, PRIMARY KEY (tenant)) ${clustered};
            ALTER TABLE users ADD COLUMN next_release TEXT;
            CREATE INDEX users_next_release ON users (tenant, next_release);
            """;

    static NextRelease in(Path directory) throws IOException {
        Path source = ROOT.resolve("server/src/main/java").resolve(PACKAGE).resolve("Migrations.java");
        String migrations = Files.readString(source);
        Matcher newest = NEWEST.matcher(migrations);
        if (!newest.find()) {
            throw new IllegalStateException(source + " does not say which schema is the newest");
        }
        int next = Integer.parseInt(newest.group(1)) + 1;
        Path changed = Files.createDirectories(directory.resolve("source")).resolve("Migrations.java");
        Files.writeString(changed, newest.replaceFirst("NEWEST = " + next + ";"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("gatehouse.server.jar"),
                        "-d",
                        classes.toString(),
                        changed.toString());
        if (status != 0) {
            throw new IllegalStateException("the next release does not compile");
        }
        Path folder = Files.createDirectories(classes.resolve(PACKAGE).resolve("migration"));
        Files.writeString(folder.resolve("V" + next + "__next_release.sql"), MIGRATION);
        return new NextRelease(classes, next);
    }
}
