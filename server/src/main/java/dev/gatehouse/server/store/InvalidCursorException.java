package dev.gatehouse.server.store;

/** A {@link Window.Checkpoint#from()} that no page ever ended with. */
public final class InvalidCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCursorException() {
        super("not a cursor of this list", null, false, false);
    }
}
