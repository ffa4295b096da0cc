package dev.gatehouse.cli;

import dev.gatehouse.cli.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one command. Exit statuses: 0 done, 1 it failed, 2 it was not understood. */
@Command(name = "gatehouse", subcommands = Demo.class)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
