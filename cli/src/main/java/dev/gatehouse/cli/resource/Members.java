package dev.gatehouse.cli.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.error.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The members of an object as a command line has them: {@code name=text}, {@code name:=JSON}, or a file of JSON. */
final class Members {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Members() {}

    /**
     * Adds members to an object; dots in a name lead into objects within it.
     *
     * @throws CommandException when one is not as it should be
     */
    static void add(ObjectNode object, List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            boolean json = equals > 0 && word.charAt(equals - 1) == ':';
            String name = equals < 0 ? "" : word.substring(0, json ? equals - 1 : equals);
            if (name.isEmpty()) {
                throw CommandException.notBegun("'" + word + "' is neither NAME=TEXT nor NAME:=JSON.");
            }
            String value = word.substring(equals + 1);
            set(object, name, json ? parse(name, value) : JsonNodeFactory.instance.textNode(value));
        }
    }

    private static void set(ObjectNode object, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.set(path, value);
        } else {
            String name = path.substring(0, dot);
            ObjectNode inner = object.get(name) instanceof ObjectNode there ? there : object.putObject(name);
            set(inner, path.substring(dot + 1), value);
        }
    }

    private static JsonNode parse(String name, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandException.notBegun(name + ":=" + text + " is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    /**
     * The object in a file of JSON; of standard input for {@code -}.
     *
     * @throws CommandException when there is none
     */
    static ObjectNode read(Path file) {
        boolean standardInput = file.toString().equals("-");
        try (InputStream in = standardInput ? System.in : Files.newInputStream(file)) {
            if (MAPPER.readTree(in) instanceof ObjectNode object) {
                return object;
            }
            throw CommandException.notBegun(file + " is not an object in JSON.");
        } catch (JsonProcessingException e) {
            throw CommandException.notBegun(file + " is not JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw CommandException.notBegun(file + " cannot be read.");
        }
    }
}
