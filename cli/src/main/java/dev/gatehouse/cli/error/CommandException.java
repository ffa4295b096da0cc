package dev.gatehouse.cli.error;

import java.util.List;

/** A command failed or could not start; the messages say why and what to do, one line each. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> messages;

    private CommandException(int status, List<String> messages) {
        super(String.join("\n", messages));
        this.status = status;
        this.messages = List.copyOf(messages);
    }

    /** The command failed while it ran: exit status 1. */
    public static CommandException failed(String message) {
        return new CommandException(1, List.of(message));
    }

    /** The command did not start, because an argument or the environment is invalid: exit status 2. */
    public static CommandException cannotStart(List<String> messages) {
        return new CommandException(2, messages);
    }

    /** As {@link #cannotStart(List)}, with one message. */
    public static CommandException cannotStart(String message) {
        return cannotStart(List.of(message));
    }

    /** The status to exit with. */
    public int status() {
        return status;
    }

    /** One line each. */
    public List<String> messages() {
        return messages;
    }
}
