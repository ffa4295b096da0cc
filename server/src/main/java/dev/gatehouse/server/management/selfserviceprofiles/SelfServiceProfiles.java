package dev.gatehouse.server.management.selfserviceprofiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MapOperations;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.selfservice.SelfServiceProfile;
import dev.gatehouse.server.selfservice.SelfServiceText;
import dev.gatehouse.server.selfservice.UserAttributeProfile;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;

/** Profiles of self-service, and their texts. */
public final class SelfServiceProfiles implements Resource {
    private final Services services;
    private final DocumentCollection<SelfServiceProfile> profiles;
    private final DocumentCollection<SelfServiceText> texts;
    private final DocumentCollection<UserAttributeProfile> attributeProfiles;

    public SelfServiceProfiles(Services services) {
        this.services = services;
        profiles = services.documents().of(SelfServiceProfile.KIND, SelfServiceProfile::new);
        texts = services.documents().of(SelfServiceText.KIND, SelfServiceText::new);
        attributeProfiles = services.documents().of(UserAttributeProfile.KIND, UserAttributeProfile::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, profiles)
                .list("selfServiceProfiles.getAll")
                .create("selfServiceProfiles.create", this::checkAttributes)
                .get("selfServiceProfiles.get")
                .update("selfServiceProfiles.update", this::checkAttributes)
                .deleteIfPresent("selfServiceProfiles.delete");
        new MapOperations(operations, texts, SelfServiceProfiles::textId)
                .get("selfServiceProfiles.getCustomText", this::belong)
                .put("selfServiceProfiles.setCustomText", this::belong);
    }

    /** A profile asks for attributes of its own, or for those of a user attribute profile that exists. */
    private void checkAttributes(Transaction tx, ApiRequest request, ObjectNode document) {
        SelfServiceProfile profile = new SelfServiceProfile(document);
        String attributeProfile = profile.userAttributeProfileId();
        if (attributeProfile == null) {
            return;
        }
        if (!profile.at("user_attributes").isEmpty()) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "user_attributes and user_attribute_profile_id cannot be used together");
        }
        if (!attributeProfiles.exists(tx, attributeProfile)) {
            throw ErrorCode.INVALID_BODY.refuse("There is no user attribute profile " + attributeProfile);
        }
    }

    private void belong(Transaction tx, ApiRequest request, ObjectNode text) {
        profiles.requireExists(tx, request.id());
        text.put("profile_id", request.id());
    }

    private static String textId(ApiRequest request) {
        return String.join("/", request.id(), request.pathParameter("language"), request.pathParameter("page"));
    }
}
