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

/** Parses the members of a JSON object from arguments, {@code name=text} or {@code name:=JSON}, or from a JSON file. */
final class MemberArguments {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MemberArguments() {}

    /**
     * Adds members to an object; a dot in a name separates a nested object from its member.
     *
     * @throws CommandException when an argument is malformed
     */
    static void add(ObjectNode object, List<String> arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean json = equals > 0 && argument.charAt(equals - 1) == ':';
            String name = equals < 0 ? "" : argument.substring(0, json ? equals - 1 : equals);
            if (name.isEmpty()) {
                throw CommandException.cannotStart("'" + argument + "' is neither NAME=TEXT nor NAME:=JSON.");
            }
            String value = argument.substring(equals + 1);
            set(object, name, json ? parse(name, value) : JsonNodeFactory.instance.textNode(value));
        }
    }

    private static void set(ObjectNode object, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.set(path, value);
        } else {
            String name = path.substring(0, dot);
            ObjectNode inner = object.get(name) instanceof ObjectNode existing ? existing : object.putObject(name);
            set(inner, path.substring(dot + 1), value);
        }
    }

    private static JsonNode parse(String name, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandException.cannotStart(name + ":=" + text + " is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    /**
     * Reads the object in a JSON file; from standard input for {@code -}.
     *
     * @throws CommandException when the file holds no JSON object
     */
    static ObjectNode read(Path file) {
        boolean standardInput = file.toString().equals("-");
        try (InputStream in = standardInput ? System.in : Files.newInputStream(file)) {
            if (MAPPER.readTree(in) instanceof ObjectNode object) {
                return object;
            }
            throw CommandException.cannotStart(file + " is not an object in JSON.");
        } catch (JsonProcessingException e) {
            throw CommandException.cannotStart(file + " is not JSON: " + e.getOriginalMessage() + ", line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw CommandException.cannotStart(
                    Files.exists(file) ? file + " cannot be read." : "There is no file " + file.toAbsolutePath() + ".");
        }
    }
}
