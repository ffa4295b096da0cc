package dev.gatehouse.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows under headings. On a terminal, columns are aligned and long values cut off; otherwise a row is one line of whole values
 * separated by tabs, without headings.
 */
public final class Table {
    private static final int MAX_WIDTH = 48;

    private final List<String> headings;
    private final boolean aligned;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param headings one for each column
     * @param aligned whether for a terminal
     */
    public Table(List<String> headings, boolean aligned) {
        this.headings = List.copyOf(headings);
        this.aligned = aligned;
    }

    /** Adds a row with a value for each column. Control characters become spaces. */
    public void add(List<String> values) {
        rows.add(values.stream()
                .map(value -> value.replaceAll("\\p{Cntrl}", " "))
                .map(value -> aligned && value.length() > MAX_WIDTH ? value.substring(0, MAX_WIDTH - 3) + "..." : value)
                .toList());
    }

    /** Prints it. */
    public void print(PrintWriter out) {
        if (!aligned) {
            rows.forEach(row -> out.println(String.join("\t", row)));
            return;
        }
        if (rows.isEmpty()) {
            out.println("none");
            return;
        }
        List<String> titles = headings.stream()
                .map(heading -> heading.toUpperCase(Locale.ROOT))
                .toList();
        out.println(Terminal.bold(line(titles)));
        rows.forEach(row -> out.println(line(row)));
    }

    private String line(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            line.append(values.get(i));
            if (i < values.size() - 1) {
                line.append(" ".repeat(width(i) - values.get(i).length() + 2));
            }
        }
        return line.toString();
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
