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

/** The code that runs at a sign-in, and what the tenant's log tells. */
final class CodeTour {
    private static final String TRIGGER = "post-login";

    private final ManagementClient client;
    private final Narrator narrator;

    CodeTour(ManagementClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void run() {
        actions();
        rules();
        hooks();
        logs();
    }

    private void actions() {
        narrator.manager("actions");
        var action = narrator.call(
                "create",
                () -> client.actions()
                        .create(new ActionCreate()
                                .name("Greet")
                                .supportedTriggers(
                                        new ActionTrigger().id(TRIGGER).version("v3"))
                                .code("exports.onExecutePostLogin = async (event, api) => {};")
                                .secrets(new ActionSecret().name("KEY").value("a-secret-that-is-not-shown"))),
                made -> made.name() + " is " + made.status());
        String id = Narrator.id(action.id());
        narrator.call("deploy", () -> client.actions().deploy(id), version -> "version " + version.number());
        narrator.call(
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
        narrator.manager("rules");
        narrator.call(
                "create",
                () -> client.rules()
                        .create(new RuleCreate()
                                .name("Old rule")
                                .script("function (user, context, callback) { callback(null, user, context); }")),
                made -> made.name() + " runs at " + made.stage());
        narrator.manager("rulesConfigs");
        narrator.call(
                "set",
                () -> client.rulesConfigs().set("KEY", new RulesConfigValue().value("a-secret-that-is-not-shown")),
                made -> made.key());
    }

    private void hooks() {
        narrator.manager("hooks");
        var hook = narrator.call(
                "create",
                () -> client.hooks()
                        .create(new HookCreate()
                                .name("old-hook")
                                .triggerId("pre-user-registration")
                                .script("module.exports = function (user, context, cb) { cb(null, {}); };")),
                made -> made.name() + " is " + made.id());
        narrator.call("delete", () -> client.hooks().delete(Narrator.id(hook.id())), "actions do it now");
    }

    private void logs() {
        narrator.manager("logStreams");
        var stream = narrator.call(
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
        narrator.call("delete", () -> client.logStreams().delete(Narrator.id(stream.id())), "done");
        narrator.manager("logs");
        narrator.call(
                "getAll",
                () -> client.logs().getAll().items(),
                events ->
                        "the latest of " + events.size() + ": " + events.get(0).description());
        narrator.manager("stats");
        narrator.call(
                "getActiveUsersCount", () -> client.stats().getActiveUsersCount(), users -> users + " this month");
    }
}
