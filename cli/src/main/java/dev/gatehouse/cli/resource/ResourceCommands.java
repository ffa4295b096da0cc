package dev.gatehouse.cli.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Table;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.CredentialsOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}, {@code get}, {@code create}, {@code delete} and {@code search}, for each resource that has commands. */
public final class ResourceCommands {
    private ResourceCommands() {}

    /** A command for each resource. */
    public static List<CommandLine> all() {
        return Stream.of(ResourceType.values()).map(ResourceCommands::of).toList();
    }

    private static CommandLine of(ResourceType type) {
        CommandLine command = new CommandLine(CommandSpec.create().name(type.plural()));
        command.getCommandSpec()
                .usageMessage()
                .description("Lists, shows, creates, deletes and finds " + type.plural() + ".");
        add(command, new ListAll(type), "Lists all " + type.plural() + ".");
        add(command, new Get(type), "Shows one " + type.singular() + ", in JSON.");
        add(command, new Create(type), "Creates a " + type.singular() + ".");
        add(command, new Delete(type), "Deletes " + type.plural() + ".");
        add(command, new Search(type), "Finds " + type.plural() + " by " + type.searchText() + ".");
        if (type == ResourceType.USERS) {
            command.addSubcommand(new UsersImportCommand());
            command.addSubcommand(new UsersExportCommand());
        }
        return command;
    }

    private static void add(CommandLine parent, ResourceCommand command, String description) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().description(description);
        parent.addSubcommand(line);
    }

    /** What the five have in common. */
    private abstract static class ResourceCommand implements Runnable {
        private static final JsonMapper MAPPER = new JsonMapper();

        final ResourceType type;

        @Mixin
        private CredentialsOptions tenant = new CredentialsOptions();

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        ResourceCommand(ResourceType type) {
            this.type = type;
        }

        @Override
        public void run() {
            try (ManagementClient client = tenant.client()) {
                run(client);
            }
        }

        abstract void run(ManagementClient client);

        PrintWriter out() {
            return spec.commandLine().getOut();
        }

        void print(Stream<? extends JsonObject> found) {
            if (json) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                found.forEach(each -> all.add(each.json()));
                print(all);
                return;
            }
            Table table = new Table(type.columns(), Terminal.isInteractive());
            found.forEach(each -> table.add(type.columns().stream()
                    .map(column -> each.json().path(column).asText(""))
                    .toList()));
            table.print(out());
        }

        void print(JsonNode node) {
            try {
                out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        void printCreated(JsonObject object) {
            if (json) {
                print(object.json());
            } else {
                out().println(object.json().path(type.columns().get(0)).asText());
            }
        }
    }

    @Command(name = "list")
    private static final class ListAll extends ResourceCommand {
        ListAll(ResourceType type) {
            super(type);
        }

        @Override
        void run(ManagementClient client) {
            print(type.list(client));
        }
    }

    @Command(name = "get")
    private static final class Get extends ResourceCommand {
        @Parameters(paramLabel = "ID", description = "Its id.")
        private String id = "";

        Get(ResourceType type) {
            super(type);
        }

        @Override
        void run(ManagementClient client) {
            print(type.get(client, id).json());
        }
    }

    @Command(name = "create")
    private static final class Create extends ResourceCommand {
        @Parameters(
                arity = "0..*",
                paramLabel = "MEMBER",
                description = "NAME=TEXT, or NAME:=JSON for other values, as in email=ada@example.com"
                        + " user_metadata.seats:=3")
        private List<String> members = List.of();

        @Option(names = "--file", paramLabel = "FILE", description = "Its members in JSON; - for standard input.")
        private @Nullable Path file;

        Create(ResourceType type) {
            super(type);
        }

        @Override
        void run(ManagementClient client) {
            ObjectNode body = file == null ? JsonNodeFactory.instance.objectNode() : MemberArguments.read(file);
            MemberArguments.add(body, members);
            printCreated(type.create(client, body));
        }
    }

    @Command(name = "delete")
    private static final class Delete extends ResourceCommand {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "Their ids.")
        private List<String> ids = List.of();

        Delete(ResourceType type) {
            super(type);
        }

        @Override
        void run(ManagementClient client) {
            for (String id : ids) {
                type.delete(client, id);
                out().println("Deleted " + id);
            }
        }
    }

    @Command(name = "search")
    private static final class Search extends ResourceCommand {
        @Parameters(paramLabel = "TEXT", description = "What to look for.")
        private String text = "";

        Search(ResourceType type) {
            super(type);
        }

        @Override
        void run(ManagementClient client) {
            print(type.search(client, text));
        }
    }
}
