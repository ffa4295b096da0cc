package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.BlacklistedTokenCreate;
import dev.gatehouse.client.model.BruteForceProtection;
import dev.gatehouse.client.model.GuardianFactorUpdate;
import dev.gatehouse.client.model.Job;
import dev.gatehouse.client.model.PasswordChangeTicketCreate;
import dev.gatehouse.client.model.VerificationEmailCreate;

/** Attack protection, multi-factor authentication, tickets, sessions and grants. */
final class SecurityScenario {
    private final ManagementClient client;
    private final OperationPrinter printer;

    SecurityScenario(ManagementClient client, OperationPrinter printer) {
        this.client = client;
        this.printer = printer;
    }

    void run(String user) {
        attacks(user);
        factors();
        signIns(user);
        keys();
    }

    private void attacks(String user) {
        printer.manager("attackProtection");
        printer.call(
                "updateBruteForceConfig",
                () -> client.attackProtection().updateBruteForceConfig(new BruteForceProtection().maxAttempts(5)),
                changed -> "max_attempts: " + changed.maxAttempts());
        printer.manager("userBlocks");
        printer.call("get", () -> client.userBlocks().get(user), blocks -> "blocked_for: " + blocks.get("blocked_for"));
        printer.manager("anomaly");
        printer.callNotFound("checkIp", () -> client.anomaly().checkIp("203.0.113.7"), "203.0.113.7 is not blocked");
    }

    private void factors() {
        printer.manager("guardian");
        printer.call(
                "updateFactor",
                () -> client.guardian().updateFactor("otp", new GuardianFactorUpdate().enabled(true)),
                changed -> "one-time passwords: " + changed.enabled());
        printer.call(
                "getFactors",
                () -> client.guardian().getFactors(),
                factors -> factors.size() + " factors to choose from");
        printer.manager("guardianFactors");
        printer.call("getSmsTemplates", () -> client.guardianFactors().getSmsTemplates(), templates -> "of messages");
    }

    private void signIns(String user) {
        printer.manager("tickets");
        printer.call(
                "changePassword",
                () -> client.tickets().changePassword(new PasswordChangeTicketCreate().userId(user)),
                made -> "a link to the page for a new password");
        printer.manager("jobs");
        Job mail = printer.call(
                "verifyEmail",
                () -> client.jobs().verifyEmail(new VerificationEmailCreate().userId(user)),
                job -> "a mail to verify ada's address");
        printer.call("get", () -> client.jobs().get(OperationPrinter.id(mail.id())), job -> "status: " + job.status());
        printer.manager("grants");
        printer.call("deleteByUser", () -> client.grants().deleteByUser(user), "what ada agreed to");
        printer.manager("deviceCredentials");
        printer.call(
                "getAll", () -> client.deviceCredentials().getAll().items(), all -> all.size() + " devices of people");
        printer.manager("sessions");
        printer.callNotFound("get", () -> client.sessions().get("of-nobody"), "nobody has signed in");
        printer.manager("refreshTokens");
        printer.callNotFound("get", () -> client.refreshTokens().get("of-nobody"), "nobody has one");
    }

    private void keys() {
        printer.manager("keys");
        printer.call("getAll", () -> client.keys().getAll(), keys -> keys.size() + " keys to sign tokens with");
        printer.call("rotate", () -> client.keys().rotate(), next -> "the next one signs from now on");
        printer.manager("blacklistedTokens");
        printer.call(
                "add",
                () -> client.blacklistedTokens().add(new BlacklistedTokenCreate().jti("a-stolen-token")),
                "it is refused from now on");
        printer.manager("migrations");
        printer.call("getMigrations", () -> client.migrations().getMigrations(), all -> "flags: " + all.get("flags"));
    }
}
