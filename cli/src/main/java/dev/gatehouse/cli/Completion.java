package dev.gatehouse.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh.",
            "",
            "bash: source <(gatehouse completion)",
            "zsh:  autoload -U +X bashcompinit && bashcompinit && source <(gatehouse completion)"
        })
final class Completion implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .println(AutoComplete.bash("gatehouse", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
