package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.BlacklistedTokenCreate;
import dev.gatehouse.client.model.BruteForceProtection;
import dev.gatehouse.client.model.GuardianFactorUpdate;
import dev.gatehouse.client.model.PasswordChangeTicketCreate;

/** What keeps the people of the shop safe, and what is known of their sign-ins. */
final class SafetyTour {
    private final ManagementClient client;
    private final Narrator narrator;

    SafetyTour(ManagementClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void run(String user) {
        attacks(user);
        factors();
        signIns(user);
        keys();
    }

    private void attacks(String user) {
        narrator.manager("attackProtection");
        narrator.call(
                "updateBruteForceConfig",
                () -> client.attackProtection().updateBruteForceConfig(new BruteForceProtection().maxAttempts(5)),
                changed -> "max_attempts: " + changed.maxAttempts());
        narrator.manager("userBlocks");
        narrator.call(
                "get", () -> client.userBlocks().get(user), blocks -> "blocked_for: " + blocks.get("blocked_for"));
        narrator.manager("anomaly");
        narrator.missing("checkIp", () -> client.anomaly().checkIp("203.0.113.7"), "203.0.113.7 is not blocked");
    }

    private void factors() {
        narrator.manager("guardian");
        narrator.call(
                "updateFactor",
                () -> client.guardian().updateFactor("otp", new GuardianFactorUpdate().enabled(true)),
                changed -> "one-time passwords: " + changed.enabled());
        narrator.call(
                "getFactors",
                () -> client.guardian().getFactors(),
                factors -> factors.size() + " factors to choose from");
        narrator.manager("guardianFactors");
        narrator.call("getSmsTemplates", () -> client.guardianFactors().getSmsTemplates(), templates -> "of messages");
    }

    private void signIns(String user) {
        narrator.manager("tickets");
        narrator.call(
                "changePassword",
                () -> client.tickets().changePassword(new PasswordChangeTicketCreate().userId(user)),
                made -> "a link to the page for a new password");
        narrator.manager("grants");
        narrator.call("deleteByUser", () -> client.grants().deleteByUser(user), "what ada agreed to");
        narrator.manager("deviceCredentials");
        narrator.call(
                "getAll", () -> client.deviceCredentials().getAll().items(), all -> all.size() + " devices of people");
        narrator.manager("sessions");
        narrator.missing("get", () -> client.sessions().get("of-nobody"), "nobody has signed in");
        narrator.manager("refreshTokens");
        narrator.missing("get", () -> client.refreshTokens().get("of-nobody"), "nobody has one");
    }

    private void keys() {
        narrator.manager("keys");
        narrator.call("getAll", () -> client.keys().getAll(), keys -> keys.size() + " keys to sign tokens with");
        narrator.call("rotate", () -> client.keys().rotate(), next -> "the next one signs from now on");
        narrator.manager("blacklistedTokens");
        narrator.call(
                "add",
                () -> client.blacklistedTokens().add(new BlacklistedTokenCreate().jti("a-stolen-token")),
                "it is refused from now on");
        narrator.manager("migrations");
        narrator.call("getMigrations", () -> client.migrations().getMigrations(), all -> "flags: " + all.get("flags"));
    }
}
