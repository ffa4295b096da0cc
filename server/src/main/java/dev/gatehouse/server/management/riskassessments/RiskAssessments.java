package dev.gatehouse.server.management.riskassessments;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.document.Kind;

/** Whether sign-ins are assessed, and how long a device is known. */
public final class RiskAssessments implements Resource {
    public static final Kind KIND = Kind.named("risk_assessment").build();
    public static final Kind NEW_DEVICE = Kind.named("new_device_assessor").build();

    private final Services services;

    public RiskAssessments(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, KIND, "{\"enabled\": false}")
                .get("riskAssessments.getSettings")
                .update("riskAssessments.updateSettings");
        services.settings(operations, NEW_DEVICE, "{\"remember_for\": 30}")
                .get("riskAssessments.getNewDeviceSettings")
                .update("riskAssessments.updateNewDeviceSettings");
    }
}
