package dev.gatehouse.server.customdomain;

import java.util.List;

/** Looks records of DNS up. Thread-safe. */
@FunctionalInterface
public interface DnsResolver {
    /**
     * What the records of a type at a name say; none when there are none, or when no server answers in a few seconds.
     *
     * @param type {@code CNAME} or {@code TXT}
     */
    List<String> lookup(String name, String type);

    /** Whether DNS has that record; case and a dot at the end count for nothing. */
    default boolean has(DnsRecord record) {
        return lookup(record.name(), record.type()).stream()
                .map(DnsResolver::plain)
                .anyMatch(plain(record.value())::equalsIgnoreCase);
    }

    private static String plain(String value) {
        String unquoted = value.replace("\"", "");
        return unquoted.endsWith(".") ? unquoted.substring(0, unquoted.length() - 1) : unquoted;
    }
}
