package dev.gatehouse.server.management.guardian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.guardian.GuardianSetting;
import dev.gatehouse.server.guardian.GuardianSettings;
import dev.gatehouse.server.guardian.SettingGroup;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import java.util.function.Function;

/** The settings of factors: providers, messages and the like. Each group is read, set as a whole, and some are changed in part. */
public final class FactorSettings implements Resource {
    private final GuardianSettings settings;

    public FactorSettings(Services services) {
        settings = new GuardianSettings(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        group(SettingGroup.DUO)
                .get(operations, "guardianFactors.getDuoSettings")
                .set(operations, "guardianFactors.setDuoSettings")
                .update(operations, "guardianFactors.updateDuoSettings");
        group(SettingGroup.PUSH_APNS)
                .get(operations, "guardianFactors.getApns")
                .set(operations, "guardianFactors.setApns")
                .update(operations, "guardianFactors.updateApns");
        group(SettingGroup.PUSH_FCM)
                .set(operations, "guardianFactors.setFcm")
                .update(operations, "guardianFactors.updateFcm");
        group(SettingGroup.PUSH_FCM_V1)
                .set(operations, "guardianFactors.setFcmV1")
                .update(operations, "guardianFactors.updateFcmV1");
        group(SettingGroup.PUSH_SNS)
                .get(operations, "guardianFactors.getSns")
                .set(operations, "guardianFactors.setSns")
                .update(operations, "guardianFactors.updateSns");
        group(SettingGroup.PUSH_PROVIDER)
                .get(operations, "guardianFactors.getPushProvider")
                .set(operations, "guardianFactors.setPushProvider");
        mountPhone(operations);
        mountByName(operations);
    }

    private void mountPhone(Operations operations) {
        group(SettingGroup.PHONE_TWILIO)
                .get(operations, "guardianFactors.getPhoneTwilio")
                .set(operations, "guardianFactors.setPhoneTwilio")
                .get(operations, "guardianFactors.getSmsTwilio")
                .set(operations, "guardianFactors.setSmsTwilio");
        group(SettingGroup.PHONE_TEMPLATES)
                .get(operations, "guardianFactors.getPhoneTemplates")
                .set(operations, "guardianFactors.setPhoneTemplates")
                .get(operations, "guardianFactors.getSmsTemplates")
                .set(operations, "guardianFactors.setSmsTemplates");
        group(SettingGroup.PHONE_PROVIDER)
                .get(operations, "guardianFactors.getPhoneProvider")
                .set(operations, "guardianFactors.setPhoneProvider")
                .get(operations, "guardian.getPhoneFactorSelectedProvider")
                .set(operations, "guardian.updatePhoneFactorSelectedProvider");
        group(SettingGroup.PHONE_MESSAGE_TYPES)
                .get(operations, "guardian.getPhoneFactorMessageTypes")
                .set(operations, "guardian.updatePhoneFactorMessageTypes");
    }

    /** The reference's methods, which take factor and provider as parameters. */
    private void mountByName(Operations operations) {
        new Group(request -> named(request, "settings"))
                .get(operations, "guardian.getFactorSettings")
                .set(operations, "guardian.updateFactorSettings");
        new Group(request -> named(request, "providers/" + request.pathParameter("provider")))
                .get(operations, "guardian.getFactorProvider")
                .set(operations, "guardian.updateFactorProvider");
        new Group(request -> named(request, "templates"))
                .get(operations, "guardian.getFactorTemplates")
                .set(operations, "guardian.updateFactorTemplates");
    }

    private static SettingGroup named(ApiRequest request, String part) {
        return SettingGroup.at(request.pathParameter("name"), part).orElseThrow(ErrorCode.NOT_FOUND::refuse);
    }

    private Group group(SettingGroup group) {
        return new Group(request -> group);
    }

    /** The operations of a group of settings. */
    private final class Group {
        private final Function<ApiRequest, SettingGroup> which;

        Group(Function<ApiRequest, SettingGroup> which) {
            this.which = which;
        }

        Group get(Operations operations, String operationId) {
            operations.read(
                    operationId,
                    (tx, request) -> ApiResponse.of(
                            settings.get(tx, which.apply(request)).shown()));
            return this;
        }

        Group set(Operations operations, String operationId) {
            operations.write(operationId, (tx, request) -> put(tx, which.apply(request), request.body()));
            return this;
        }

        Group update(Operations operations, String operationId) {
            operations.write(operationId, (tx, request) -> {
                GuardianSetting changed = settings.get(tx, which.apply(request));
                request.patch(changed.json());
                return put(tx, which.apply(request), changed.json());
            });
            return this;
        }

        private ApiResponse put(Transaction tx, SettingGroup group, ObjectNode document) {
            document.fieldNames().forEachRemaining(member -> {
                if (!group.has(member)) {
                    throw ErrorCode.INVALID_BODY.refuse(
                            "Payload validation error: 'Additional properties not allowed: " + member + "'.");
                }
            });
            return ApiResponse.of(settings.put(tx, group, document).changed());
        }
    }
}
