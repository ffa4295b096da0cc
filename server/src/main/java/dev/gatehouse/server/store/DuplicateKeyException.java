package dev.gatehouse.server.store;

/** A value that must be unique is taken. */
public final class DuplicateKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;

    /**
     * @param key what must be unique, as in {@code name}
     * @param value the value that is taken
     */
    public DuplicateKeyException(String key, String value) {
        super(key + " is taken", null, false, false);
        this.key = key;
        this.value = value;
    }

    /** What must be unique, as in {@code name} or {@code email}. */
    public String key() {
        return key;
    }

    /** The value that is taken. */
    public String value() {
        return value;
    }
}
