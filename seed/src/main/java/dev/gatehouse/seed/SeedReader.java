package dev.gatehouse.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Reads a seed's text: YAML by the end of its name, JSON otherwise. */
final class SeedReader {
    private SeedReader() {}

    /** @throws SeedException when it is neither */
    static JsonNode read(String name, byte[] content) {
        boolean yaml = name.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
        try {
            return (yaml ? Yaml.mapper() : new JsonMapper()).readTree(content);
        } catch (JsonProcessingException e) {
            throw new SeedException(name + " is not " + (yaml ? "YAML: " : "JSON: ") + why(e, yaml), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoClassDefFoundError e) {
            throw new SeedException(
                    name + " is YAML, which needs com.fasterxml.jackson.dataformat:jackson-dataformat-yaml on the class"
                            + " path. Add it, or write the seed in JSON.",
                    e);
        }
    }

    /** What is wrong, and where; the parser of YAML says both. */
    private static String why(JsonProcessingException e, boolean yaml) {
        return yaml
                ? e.getOriginalMessage()
                : e.getOriginalMessage() + ", line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Apart, so that it is loaded for YAML only. */
    private static final class Yaml {
        static ObjectMapper mapper() {
            return new YAMLMapper();
        }
    }
}
