package dev.gatehouse.cli.resource;

import dev.gatehouse.cli.output.Table;
import dev.gatehouse.cli.output.Terminal;
import dev.gatehouse.cli.tenant.CredentialsOptions;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.SigningKey;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}, {@code rotate} and {@code revoke} of the keys that tokens are signed with. */
public final class Keys {
    private static final List<String> COLUMNS = List.of("kid", "state");

    private Keys() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(CommandSpec.create().name("keys"));
        command.getCommandSpec().usageMessage().description("Lists, rotates and revokes the keys that sign tokens.");
        List.of(new ListAll(), new Rotate(), new Revoke()).forEach(command::addSubcommand);
        return command;
    }

    /** What the three have in common. */
    private abstract static class KeyCommand implements Runnable {
        @Mixin
        private CredentialsOptions tenant = new CredentialsOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

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
    }

    @Command(name = "list", description = "Lists the signing keys: current, next, previous and revoked ones.")
    private static final class ListAll extends KeyCommand {
        @Override
        void run(ManagementClient client) {
            Table table = new Table(COLUMNS, Terminal.isInteractive());
            client.keys().getAll().forEach(key -> table.add(List.of(String.valueOf(key.kid()), state(key))));
            table.print(out());
        }

        private static String state(SigningKey key) {
            if (is(key, "revoked")) {
                return "revoked";
            }
            return is(key, "current") ? "current" : is(key, "next") ? "next" : "previous";
        }

        private static boolean is(SigningKey key, String member) {
            return key.json().path(member).asBoolean();
        }
    }

    @Command(
            name = "rotate",
            description = "Signs tokens with the next key from now on, and prints its id. Tokens of the key before stay"
                    + " good until they expire, or until that key is revoked.")
    private static final class Rotate extends KeyCommand {
        @Override
        void run(ManagementClient client) {
            out().println(client.keys().rotate().kid());
        }
    }

    @Command(
            name = "revoke",
            description = "Refuses the tokens of a key from the next request on. The current key is rotated first.")
    private static final class Revoke extends KeyCommand {
        @Parameters(paramLabel = "KID", description = "The key's id, as list prints it.")
        private String kid = "";

        @Override
        void run(ManagementClient client) {
            client.keys().revoke(kid);
            out().println("The key " + kid + " is revoked.");
        }
    }
}
