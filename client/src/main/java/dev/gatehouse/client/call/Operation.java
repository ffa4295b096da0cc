package dev.gatehouse.client.call;

/**
 * An operation of the API: the client sends it, and errors name it.
 *
 * @param id manager and method, as in {@code roles.get}
 * @param method the HTTP method
 * @param path the path template below {@code /api/v2}
 * @param envelope the name of the list within a page; empty when it answers no page
 * @param cursor the member of an item from which the next page by checkpoint begins; empty when the envelope says it
 * @param file the name of the member of the body that is sent as a file, in {@code multipart/form-data}; empty when the body
 *     is JSON
 */
public record Operation(String id, String method, String path, String envelope, String cursor, String file) {}
