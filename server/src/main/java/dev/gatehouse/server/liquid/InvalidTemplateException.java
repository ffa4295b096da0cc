package dev.gatehouse.server.liquid;

/** Text that is no template, or one that cannot be rendered within the limits. The message is for whoever wrote it. */
public final class InvalidTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidTemplateException(String message) {
        super(message, null, false, false);
    }

    /**
     * @param line from 1
     * @param column from 1
     */
    static InvalidTemplateException at(String message, int line, int column) {
        return new InvalidTemplateException(message + " at line " + line + ", column " + column);
    }
}
