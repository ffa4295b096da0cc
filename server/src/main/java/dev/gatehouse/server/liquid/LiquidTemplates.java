package dev.gatehouse.server.liquid;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import liqp.Template;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.nodes.LNode;
import liqp.parser.Flavor;
import liqp.tags.Tag;

/**
 * Checks and renders templates, which anybody with the right scope may have written: a template is at most 200,000 characters
 * and 50 blocks deep, and rendering takes at most two seconds, 100,000 iterations and 500,000 characters. Files cannot be
 * included. Thread-safe.
 */
public final class LiquidTemplates {
    static final int MAX_TEMPLATE = 200_000;
    static final int MAX_OUTPUT = 500_000;

    private static final int MAX_ITERATIONS = 100_000;
    private static final long MAX_MILLIS = 2_000;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    /** Made at the first use: a start that needs no template does not pay for it. */
    private static final class Parser {
        static final TemplateParser SHARED = make();
        static final Set<String> FILTERS =
                Set.copyOf(Flavor.LIQUID.getFilters().getMap().keySet());

        private Parser() {}

        private static TemplateParser make() {
            TemplateParser.Builder builder = new TemplateParser.Builder()
                    .withFlavor(Flavor.LIQUID)
                    .withMaxIterations(MAX_ITERATIONS)
                    .withMaxRenderTimeMillis(MAX_MILLIS)
                    .withMaxSizeRenderedString(MAX_OUTPUT)
                    .withNameResolver(name -> {
                        throw new IOException("there are no files to include");
                    });
            // The API knows these: here there is nothing to include, and the variables of a template are documented.
            Stream.of("include", "layout", "debug").map(EmptyTag::new).forEach(builder::withTag);
            for (Filter filter : Flavor.LIQUID.getFilters().values()) {
                builder.withFilter(new BoundedFilter(filter, MAX_OUTPUT));
            }
            return builder.build();
        }
    }

    /** A disabled tag, which renders nothing. */
    private static final class EmptyTag extends Tag {
        EmptyTag(String name) {
            super(name);
        }

        @Override
        public Object render(TemplateContext context, LNode... nodes) {
            return "";
        }
    }

    /**
     * Checks that text is a template.
     *
     * @throws InvalidTemplateException naming the first fault and its place
     */
    public void check(String text) {
        parse(text);
    }

    /**
     * Checks that a member of a request's body, where it is text, is a template.
     *
     * @param pointer names separated by slashes
     * @throws dev.gatehouse.server.error.Rejection naming the member, its first fault and the place of that
     */
    public void requireTemplate(JsonNode body, String pointer) {
        JsonNode value = body.at("/" + pointer);
        if (value.isTextual()) {
            try {
                parse(value.asText());
            } catch (InvalidTemplateException e) {
                throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Invalid Liquid template: "
                        + e.getMessage() + "' on property " + pointer.replace('/', '.') + ".");
            }
        }
    }

    private Template parse(String text) {
        if (text.length() > MAX_TEMPLATE) {
            throw new InvalidTemplateException("A template of more than " + MAX_TEMPLATE + " characters");
        }
        new TagChecker(text, Parser.FILTERS).check();
        try {
            return Parser.SHARED.parse(text);
        } catch (LiquidException e) {
            throw InvalidTemplateException.at(reason(e), e.line, e.charPositionInLine + 1);
        } catch (StackOverflowError e) {
            throw new InvalidTemplateException("Expressions that are too deep");
        }
    }

    /** The parser's words without its own account of the place. */
    private static String reason(LiquidException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf('"');
        int end = message.lastIndexOf("\" on line");
        String reason = start >= 0 && end > start ? message.substring(start + 1, end) : message;
        int expected = reason.indexOf(" expecting {");
        String shorter = expected < 0 ? reason : reason.substring(0, expected);
        return Character.toUpperCase(shorter.charAt(0)) + shorter.substring(1);
    }

    /**
     * Renders a template.
     *
     * @throws InvalidTemplateException when it is none, or goes beyond the limits
     */
    public String render(String text, ObjectNode variables) {
        Template template = parse(text);
        try {
            return template.render(MAPPER.convertValue(variables, VARIABLES));
        } catch (RuntimeException | StackOverflowError e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidTemplateException told) {
                    throw told;
                }
            }
            throw new InvalidTemplateException("The template cannot be rendered within the limits: " + root(e));
        }
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
