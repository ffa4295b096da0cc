package dev.gatehouse.server.management.attackprotection;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.attackprotection.BotDetection;
import dev.gatehouse.server.attackprotection.BreachedPasswordDetection;
import dev.gatehouse.server.attackprotection.BruteForceProtection;
import dev.gatehouse.server.attackprotection.Captcha;
import dev.gatehouse.server.attackprotection.SuspiciousIpThrottling;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.document.DocumentStore;

/** What the tenant does against guessed, stolen and mass-tried passwords. */
public final class AttackProtectionSettings implements Resource {
    private final Services services;

    public AttackProtectionSettings(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        DocumentStore documents = services.documents();
        services.settings(operations, BruteForceProtection.in(documents))
                .get("attackProtection.getBruteForceConfig")
                .update("attackProtection.updateBruteForceConfig");
        services.settings(operations, SuspiciousIpThrottling.in(documents))
                .get("attackProtection.getSuspiciousIpThrottlingConfig")
                .update("attackProtection.updateSuspiciousIpThrottlingConfig");
        services.settings(operations, BreachedPasswordDetection.in(documents))
                .get("attackProtection.getBreachedPasswordDetectionConfig")
                .update(
                        "attackProtection.updateBreachedPasswordDetectionConfig",
                        (tx, request, changed) ->
                                new BreachedPasswordDetection(changed).forgetIdleFrequency(request.body()));
        services.settings(operations, BotDetection.in(documents))
                .get("attackProtection.getBotDetectionConfig")
                .update("attackProtection.updateBotDetectionConfig");
        services.settings(operations, Captcha.in(documents))
                .get("attackProtection.getCaptchaConfig")
                .update("attackProtection.updateCaptchaConfig");
    }
}
