package dev.gatehouse.server.http;

/**
 * What a body of JSON becomes when it is parsed, told from its structural characters without parsing it: a megabyte of
 * <code>{}</code> takes seventy times the heap that one long string does.
 *
 * @param characters how many braces, brackets, colons and commas it has outside strings
 * @param heapBytes what its tree takes at most, about
 */
record JsonStructure(int characters, long heapBytes) {
    private static final int BYTES_PER_CHARACTER = 100;
    private static final int COPIES = 4;

    /** That of a body that is not JSON. */
    static final JsonStructure NONE = new JsonStructure(0, 0);

    static JsonStructure of(byte[] body) {
        int characters = 0;
        boolean inString = false;
        for (int i = 0; i < body.length; i++) {
            byte character = body[i];
            if (inString) {
                if (character == '\\') {
                    i++;
                } else if (character == '"') {
                    inString = false;
                }
            } else if (character == '"') {
                inString = true;
            } else if (character == '{' || character == '[' || character == ',' || character == ':') {
                characters++;
            }
        }
        return new JsonStructure(characters, (long) characters * BYTES_PER_CHARACTER + (long) body.length * COPIES);
    }
}
