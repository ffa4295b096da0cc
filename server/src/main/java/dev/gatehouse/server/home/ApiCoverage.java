package dev.gatehouse.server.home;

import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the operations that the server implements, by manager. */
final class ApiCoverage {
    private final List<Operation> operations;

    ApiCoverage(List<Operation> operations) {
        this.operations = operations;
    }

    int operations() {
        return operations.size();
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
            html.append("<details><summary>%s: %d</summary><ul>".formatted(Html.escaped(manager), all.size()));
            all.forEach(operation -> html.append("<li><code>%s %s</code></li>"
                    .formatted(Html.escaped(operation.method()), Html.escaped(operation.path()))));
            html.append("</ul></details>\n");
        });
        return html.toString();
    }
}
