package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.ActionBindingUpdate;
import dev.gatehouse.client.model.ActionCreate;
import dev.gatehouse.client.model.ActionSecret;
import dev.gatehouse.client.model.ActionTrigger;
import dev.gatehouse.client.model.HookCreate;
import dev.gatehouse.client.model.LogStreamCreate;
import dev.gatehouse.client.model.RuleCreate;
import dev.gatehouse.client.model.RulesConfigValue;
import java.util.Map;

/** Actions, rules and hooks, log streams, logs and statistics. */
final class ExtensibilityScenario {
    private static final String TRIGGER = "post-login";

    private final ManagementClient client;
    private final OperationPrinter printer;

    ExtensibilityScenario(ManagementClient client, OperationPrinter printer) {
        this.client = client;
        this.printer = printer;
    }

    void run() {
        actions();
        rules();
        hooks();
        logs();
    }

    private void actions() {
        printer.manager("actions");
        var action = printer.call(
                "create",
                () -> client.actions()
                        .create(new ActionCreate()
                                .name("Greet")
                                .supportedTriggers(
                                        new ActionTrigger().id(TRIGGER).version("v3"))
                                .code("exports.onExecutePostLogin = async (event, api) => {};")
                                .secrets(new ActionSecret().name("KEY").value("a-secret-that-is-not-shown"))),
                made -> made.name() + " is " + made.status());
        String id = OperationPrinter.id(action.id());
        printer.call("deploy", () -> client.actions().deploy(id), version -> "version " + version.number());
        printer.call(
                "updateTriggerBindings",
                () -> client.actions()
                        .updateTriggerBindings(
                                TRIGGER,
                                new ActionBindingUpdate()
                                        .displayName("Greet")
                                        .ref(Map.of("type", "action_id", "value", id))),
                bindings -> "it runs at " + TRIGGER);
    }

    private void rules() {
        printer.manager("rules");
        printer.call(
                "create",
                () -> client.rules()
                        .create(new RuleCreate()
                                .name("Old rule")
                                .script("function (user, context, callback) { callback(null, user, context); }")),
                made -> made.name() + " runs at " + made.stage());
        printer.manager("rulesConfigs");
        printer.call(
                "set",
                () -> client.rulesConfigs().set("KEY", new RulesConfigValue().value("a-secret-that-is-not-shown")),
                made -> made.key());
    }

    private void hooks() {
        printer.manager("hooks");
        var hook = printer.call(
                "create",
                () -> client.hooks()
                        .create(new HookCreate()
                                .name("old-hook")
                                .triggerId("pre-user-registration")
                                .script("module.exports = function (user, context, cb) { cb(null, {}); };")),
                made -> made.name() + " is " + made.id());
        printer.call("delete", () -> client.hooks().delete(OperationPrinter.id(hook.id())), "actions do it now");
    }

    private void logs() {
        printer.manager("logStreams");
        var stream = printer.call(
                "create",
                () -> client.logStreams()
                        .create(new LogStreamCreate()
                                .name("To the office")
                                .type("http")
                                .sink(Map.of(
                                        "httpEndpoint", "https://localhost:1/logs",
                                        "httpContentType", "application/json",
                                        "httpContentFormat", "JSONLINES"))),
                made -> made.name() + " is " + made.status());
        printer.call("delete", () -> client.logStreams().delete(OperationPrinter.id(stream.id())), "done");
        printer.manager("logs");
        printer.call(
                "getAll",
                () -> client.logs().getAll().items(),
                events ->
                        "the latest of " + events.size() + ": " + events.get(0).description());
        printer.manager("stats");
        printer.call("getActiveUsersCount", () -> client.stats().getActiveUsersCount(), users -> users + " this month");
    }
}
