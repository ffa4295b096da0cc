package dev.gatehouse.server.management.tokenexchangeprofiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.action.Action;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.tokenexchange.TokenExchangeProfile;

/** Which foreign tokens are exchanged. */
public final class TokenExchangeProfiles implements Resource {
    private final Services services;
    private final DocumentCollection<Action> actions;

    public TokenExchangeProfiles(Services services) {
        this.services = services;
        actions = services.documents().of(Action.KIND, Action::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, services.documents().of(TokenExchangeProfile.KIND, TokenExchangeProfile::new))
                .list("tokenExchangeProfiles.getAll")
                .create("tokenExchangeProfiles.create", this::checkAction)
                .get("tokenExchangeProfiles.get")
                .update("tokenExchangeProfiles.update")
                .deleteIfPresent("tokenExchangeProfiles.delete");
    }

    private void checkAction(Transaction tx, ApiRequest request, ObjectNode document) {
        String action = new TokenExchangeProfile(document).actionId();
        boolean fits = actions.find(tx, action)
                .filter(found -> found.trigger().equals(TokenExchangeProfile.TRIGGER))
                .isPresent();
        if (!fits) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "There is no action " + action + " for the trigger " + TokenExchangeProfile.TRIGGER);
        }
    }
}
