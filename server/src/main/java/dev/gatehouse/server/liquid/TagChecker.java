package dev.gatehouse.server.liquid;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the tags of a template before it is parsed: the parser is recursive, so depth and length are bounded first, and it
 * accepts unknown filters. Used by one thread.
 */
final class TagChecker {
    private static final int MAX_TAGS = 5_000;
    private static final int MAX_TAG = 2_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PARENTHESES = 20;
    private static final int MAX_OPERATORS = 100;

    private static final Pattern TAG = Pattern.compile("\\{\\{-?|\\{%-?\\s*(\\w*)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*(\\w+)");
    private static final Pattern OPERATOR = Pattern.compile("\\b(?:and|or)\\b");
    private static final Set<String> BLOCKS =
            Set.of("if", "unless", "for", "case", "capture", "tablerow", "ifchanged", "raw", "comment");

    private final String text;
    private final Set<String> filters;
    private final Deque<String> open = new ArrayDeque<>();
    private int tags;

    /**
     * @param filters the names of those that exist
     */
    TagChecker(String text, Set<String> filters) {
        this.text = text;
        this.filters = filters;
    }

    /**
     * Checks the template.
     *
     * @throws InvalidTemplateException naming the first fault and its place
     */
    void check() {
        Matcher tag = TAG.matcher(text);
        int from = 0;
        while (from < text.length() && tag.find(from)) {
            if (++tags > MAX_TAGS) {
                throw fault("More than " + MAX_TAGS + " tags", tag.start());
            }
            String name = tag.group(1) == null ? "" : tag.group(1);
            String close = tag.group(1) == null ? "}}" : "%}";
            int end = text.indexOf(close, tag.end());
            if (end < 0) {
                throw fault("A tag without its " + close, tag.start());
            }
            checkTag(text.substring(tag.end(), end), tag.start());
            follow(name, tag.start());
            from = end + close.length();
            if (name.equals("raw") || name.equals("comment")) {
                from = skipTo("end" + name, from);
            }
        }
        if (!open.isEmpty()) {
            throw new InvalidTemplateException("The block " + open.peek() + " is not closed");
        }
    }

    private void checkTag(String content, int start) {
        if (content.length() > MAX_TAG) {
            throw fault("A tag of more than " + MAX_TAG + " characters", start);
        }
        String plain = QUOTED.matcher(content).replaceAll("''");
        if (plain.chars().filter(each -> each == '(' || each == '[').count() > MAX_PARENTHESES) {
            throw fault("More than " + MAX_PARENTHESES + " parentheses in a tag", start);
        }
        if (OPERATOR.matcher(plain).results().count() > MAX_OPERATORS) {
            throw fault("More than " + MAX_OPERATORS + " conditions in a tag", start);
        }
        Matcher filter = FILTER.matcher(plain);
        while (filter.find()) {
            if (!filters.contains(filter.group(1))) {
                throw fault("Unknown filter: " + filter.group(1), start);
            }
        }
    }

    private void follow(String name, int start) {
        if (BLOCKS.contains(name)) {
            open.push(name);
            if (open.size() > MAX_DEPTH) {
                throw fault("Blocks more than " + MAX_DEPTH + " deep", start);
            }
        } else if (name.startsWith("end") && !open.isEmpty() && name.equals("end" + open.peek())) {
            open.pop();
        } else if (name.startsWith("end")) {
            throw fault("Nothing that " + name + " would close", start);
        }
    }

    /** What stands in a block that is not read as Liquid is skipped. */
    private int skipTo(String endTag, int from) {
        Matcher end = Pattern.compile("\\{%-?\\s*" + endTag + "\\s*-?%}").matcher(text);
        return end.find(from) ? end.start() : text.length();
    }

    private InvalidTemplateException fault(String message, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return InvalidTemplateException.at(message, line, offset - lineStart + 1);
    }
}
