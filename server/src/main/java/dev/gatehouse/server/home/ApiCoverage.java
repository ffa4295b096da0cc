package dev.gatehouse.server.home;

import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the operations that the server implements, by manager. */
final class ApiCoverage {
    private final List<Operation> operations;
    private final Set<String> notServed;

    ApiCoverage(List<Operation> operations, Set<String> notServed) {
        this.operations = operations;
        this.notServed = notServed;
    }

    int operations() {
        return operations.size();
    }

    int served() {
        return served(operations);
    }

    private int served(List<Operation> some) {
        return (int) some.stream().filter(this::isServed).count();
    }

    private boolean isServed(Operation operation) {
        return !notServed.contains(operation.id());
    }

    /** A list for each manager, to be opened. */
    String html() {
        SortedMap<String, List<Operation>> managers = new TreeMap<>();
        for (Operation operation : operations) {
            String manager = operation.id().substring(0, operation.id().indexOf('.'));
            managers.computeIfAbsent(manager, name -> new ArrayList<>()).add(operation);
        }
        StringBuilder html = new StringBuilder();
        managers.forEach((manager, all) -> {
            html.append("<details><summary>%s: %d of %d</summary><ul>"
                    .formatted(Html.escaped(manager), served(all), all.size()));
            all.forEach(operation -> html.append("<li>%s<code>%s %s</code></li>"
                    .formatted(
                            isServed(operation) ? "" : "(no) ",
                            Html.escaped(operation.method()),
                            Html.escaped(operation.path()))));
            html.append("</ul></details>\n");
        });
        return html.toString();
    }
}
