package dev.gatehouse.cli.resource;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.cli.output.Progress;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.jobs.JobException;
import dev.gatehouse.client.jobs.UsersExport;
import dev.gatehouse.client.model.Job;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports the users to a file. */
@Command(name = "export", description = "Exports users to a file: a JSON object a line, or CSV.")
final class UsersExportCommand extends BulkCommand {
    @Parameters(paramLabel = "FILE", description = "The file; one that is there is replaced in the end.")
    private Path file = Path.of("");

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "Only users of that connection, by its name or id.")
    private @Nullable String connection;

    @Option(names = "--format", paramLabel = "FORMAT", description = "json or csv. By default as the file is named.")
    private @Nullable String format;

    @Option(names = "--limit", paramLabel = "COUNT", description = "How many users at most.")
    private @Nullable Integer limit;

    @Option(
            names = "--field",
            paramLabel = "NAME[=HEADING]",
            description = "What is written of each user, as in email or identities[0].connection=provider. Repeatable.")
    private List<String> fields = List.of();

    @Option(names = "--gzip", description = "Leaves the file compressed.")
    private boolean compressed;

    @Override
    void run(ManagementClient client) {
        UsersExport wanted = client.bulk().exports().format(format()).compressed(compressed);
        if (connection != null) {
            wanted.connection(connectionId(client, connection));
        }
        if (limit != null) {
            wanted.limit(limit);
        }
        fields.forEach(field -> {
            int equals = field.indexOf('=');
            if (equals < 0) {
                wanted.field(field);
            } else {
                wanted.field(field.substring(0, equals), field.substring(equals + 1));
            }
        });
        Progress progress = progress();
        wanted.onProgress(seen -> progress.show(
                seen.received() == 0 ? "writing" : seen.received() + " bytes fetched", seen.percentage() / 100.0));
        try {
            Job job = wanted.exportTo(file);
            progress.clear();
            out().println(json() ? job.json().toString() : "Exported to " + file);
        } catch (JobException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw CommandException.failed(file + " cannot be written: "
                    + Objects.requireNonNull(e.getCause()).getClass().getSimpleName());
        }
    }

    private String format() {
        if (format != null) {
            return format;
        }
        return file.toString().matches("(?i).*\\.csv(\\.gz)?") ? "csv" : "json";
    }
}
