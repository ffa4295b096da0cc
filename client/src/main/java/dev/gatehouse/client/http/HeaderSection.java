package dev.gatehouse.client.http;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header section of a response, parsed on first use: few calls look at it. Names are case-insensitive. Immutable and
 * thread-safe.
 */
final class HeaderSection extends AbstractMap<String, List<String>> {
    private final byte[] section;
    private volatile @Nullable Map<String, List<String>> all;

    /**
     * Takes a checked header section.
     *
     * @param section field lines ({@code name: value}), each ending in CR LF; not copied
     */
    HeaderSection(byte[] section) {
        this.section = section;
    }

    @Override
    public @Nullable List<String> get(Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        List<String> values = new ArrayList<>(1);
        for (int start = 0; start < section.length; start = end(start) + 2) {
            if (named(start, text)) {
                values.add(value(start + text.length() + 1, end(start)));
            }
        }
        return values.isEmpty() ? null : Collections.unmodifiableList(values);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> parsed = all;
        if (parsed == null) {
            parsed = parsed();
            all = parsed;
        }
        return parsed.entrySet();
    }

    private Map<String, List<String>> parsed() {
        Map<String, List<String>> parsed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int start = 0; start < section.length; start = end(start) + 2) {
            int colon = start;
            while (section[colon] != ':') {
                colon++;
            }
            String name = new String(section, start, colon - start, StandardCharsets.ISO_8859_1);
            parsed.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value(colon + 1, end(start)));
        }
        parsed.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parsed);
    }

    private boolean named(int start, String name) {
        if (start + name.length() >= section.length || section[start + name.length()] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) section[start + i]) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Without the white space around it (RFC 9112 §5.1). */
    private String value(int from, int end) {
        return new String(section, from, end - from, StandardCharsets.ISO_8859_1).strip();
    }

    private int end(int start) {
        int end = start;
        while (section[end] != '\r') {
            end++;
        }
        return end;
    }
}
