package dev.gatehouse.server.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a {@code multipart/form-data} request (RFC 7578), its files on disk until the response is written. Immutable.
 *
 * @param fields the parts without a file name, by their names; of two with one name the first
 * @param files the parts with one
 */
public record Upload(Map<String, String> fields, Map<String, UploadedFile> files) {
    public Upload {
        fields = Map.copyOf(fields);
        files = Map.copyOf(files);
    }

    /**
     * A part that is a file.
     *
     * @param path where it is until the response is written
     * @param size in bytes
     */
    public record UploadedFile(Path path, long size) {}

    /** The file of that name. */
    public Optional<UploadedFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
