package dev.gatehouse.client.http1;

/** Character classes of the HTTP grammar (RFC 9110 §5.6). */
final class HttpSyntax {
    private HttpSyntax() {}

    /** Whether names of methods and headers may have it (RFC 9110 §5.6.2). */
    static boolean isToken(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character > ' ' && character < 0x7F && "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
    }
}
