package dev.gatehouse.cli.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Progress;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.jobs.ImportCounts;
import dev.gatehouse.client.jobs.ImportError;
import dev.gatehouse.client.jobs.ImportException;
import dev.gatehouse.client.jobs.ImportResult;
import dev.gatehouse.client.jobs.UsersImport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a file of users, however large: jobs of the API, one after the other. Exit status 1 where a user was not imported. */
@Command(
        name = "import",
        description = "Imports users: a JSON array or a JSON object a line, compressed by gzip or not.")
final class UsersImportCommand extends BulkCommand {
    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private Path file = Path.of("");

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "NAME",
            description = "The database connection that they sign in with, by its name or id.")
    private String connection = "";

    @Option(
            names = "--upsert",
            description =
                    "Changes users that are there already. With it, an import that was interrupted can be repeated.")
    private boolean upsert;

    @Option(names = "--external-id", paramLabel = "ID", description = "What you call the jobs, to find them again.")
    private @Nullable String externalId;

    @Override
    void run(ManagementClient client) {
        UsersImport wanted =
                client.bulk().imports(connectionId(client, connection)).upsert(upsert);
        if (externalId != null) {
            wanted.externalId(externalId);
        }
        try (CountedInput in = CountedInput.of(file)) {
            Progress progress = progress();
            wanted.onProgress(counts -> progress.show(line(counts), in.share()));
            wanted.onError(error -> {
                progress.clear();
                err().println("gatehouse: " + text(error));
            });
            ImportResult result = result(wanted, in.content());
            progress.clear();
            print(result);
        } catch (NoSuchFileException e) {
            throw CommandException.cannotStart("there is no file " + file);
        } catch (IOException e) {
            throw CommandException.cannotStart(file + " cannot be read: " + e.getMessage());
        }
    }

    private static ImportResult result(UsersImport wanted, InputStream content) {
        try {
            return wanted.importAll(content);
        } catch (ImportException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private void print(ImportResult result) {
        ImportCounts counts = result.counts();
        if (json()) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            shown.put("total", counts.read()).put("inserted", counts.inserted()).put("updated", counts.updated());
            shown.put("failed", counts.failed()).put("unsettled", counts.unsettled());
            out().println(shown);
        } else {
            out().println(line(counts));
        }
        result.unsettled()
                .forEach(part -> err().println("gatehouse: users " + (part.first() + 1) + " to " + (part.last() + 1)
                        + " may be imported or not: " + part.reason()));
        if (!result.succeeded()) {
            throw CommandException.failed(
                    counts.failed() + counts.unsettled() + " of " + counts.read() + " users were not imported");
        }
    }

    private static String line(ImportCounts counts) {
        return String.format(
                Locale.ROOT,
                "%,d users: %,d new, %,d changed, %,d failed",
                counts.inserted() + counts.updated() + counts.failed(),
                counts.inserted(),
                counts.updated(),
                counts.failed());
    }

    /** Which user, by its place from 1, and what is wrong with it. */
    private static String text(ImportError error) {
        String place =
                error.position().isPresent() ? "user " + (error.position().getAsLong() + 1) : "a user";
        String email = error.user().json().path("email").asText();
        return place + (email.isEmpty() ? "" : " (" + email + ")") + ": "
                + error.problems().stream()
                        .map(problem -> problem.code() + ": " + problem.message())
                        .collect(Collectors.joining("; "));
    }

    /** A file, and how much of it was read. */
    private static final class CountedInput extends FilterInputStream {
        private final long length;
        private volatile long read;

        private CountedInput(InputStream in, long length) {
            super(in);
            this.length = length;
        }

        static CountedInput of(Path file) throws IOException {
            return file.toString().equals("-")
                    ? new CountedInput(System.in, 0)
                    : new CountedInput(Files.newInputStream(file), Files.size(file));
        }

        /** What is in it, not compressed. */
        InputStream content() throws IOException {
            PushbackInputStream in = new PushbackInputStream(this, 2);
            byte[] magic = in.readNBytes(2);
            in.unread(magic);
            boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
            return gzip ? new GZIPInputStream(in) : in;
        }

        /** From 0 to 1; negative when it is not known. */
        double share() {
            return length == 0 ? -1 : (double) read / length;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int got = super.read(bytes, offset, count);
            read += Math.max(0, got);
            return got;
        }
    }
}
