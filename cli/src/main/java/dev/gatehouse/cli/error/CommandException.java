package dev.gatehouse.cli.error;

import java.util.List;

/** A command cannot be done; the messages say why and what to do, one line each. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> messages;

    private CommandException(int status, List<String> messages) {
        super(String.join("\n", messages));
        this.status = status;
        this.messages = List.copyOf(messages);
    }

    /** It failed on the way: exit status 1. */
    public static CommandException failed(String message) {
        return new CommandException(1, List.of(message));
    }

    /** It was not begun, since what it was told cannot be: exit status 2. */
    public static CommandException notBegun(List<String> messages) {
        return new CommandException(2, messages);
    }

    /** As the other, for one reason. */
    public static CommandException notBegun(String message) {
        return notBegun(List.of(message));
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
