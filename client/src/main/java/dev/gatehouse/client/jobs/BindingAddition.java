package dev.gatehouse.client.jobs;

import dev.gatehouse.client.async.AsyncSequence;
import dev.gatehouse.client.manager.AsyncActionsManager;
import dev.gatehouse.client.model.Action;
import dev.gatehouse.client.model.ActionBinding;
import dev.gatehouse.client.model.ActionBindingUpdate;
import dev.gatehouse.client.model.ActionPageQuery;
import dev.gatehouse.client.model.ActionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Binds an action to a trigger after those that are bound to it. The API only replaces all bindings of a trigger. */
final class BindingAddition {
    /** As many as a trigger takes. */
    private static final int MAX_BINDINGS = 50;

    private final AsyncActionsManager actions;
    private final String trigger;
    private final ActionBindingUpdate added;
    private final AsyncSequence<List<ActionBinding>> steps = new AsyncSequence<>();

    private BindingAddition(AsyncActionsManager actions, String trigger, ActionBindingUpdate added) {
        this.actions = actions;
        this.trigger = trigger;
        this.added = added;
    }

    static CompletableFuture<List<ActionBinding>> of(
            AsyncActionsManager actions, String trigger, ActionBindingUpdate added) {
        BindingAddition addition = new BindingAddition(actions, trigger, added);
        addition.steps.step(
                () -> actions.getTriggerBindings(trigger, new ActionPageQuery().perPage(MAX_BINDINGS)),
                page -> addition.append(page.items()));
        return addition.steps.result();
    }

    private void append(List<ActionBinding> bound) {
        if (bound.stream().anyMatch(this::isAdded)) {
            steps.complete(bound);
            return;
        }
        List<ActionBindingUpdate> all = new ArrayList<>();
        bound.forEach(binding -> all.add(kept(binding)));
        all.add(added);
        steps.step(
                () -> actions.updateTriggerBindings(trigger, all),
                list -> steps.complete(Objects.requireNonNullElse(list.bindings(), List.of())));
    }

    private boolean isAdded(ActionBinding binding) {
        ActionReference reference = added.ref();
        Action action = binding.action();
        if (reference == null || reference.value() == null || action == null) {
            return false;
        }
        return ActionReference.Type.ACTION_NAME.equals(reference.type())
                ? reference.value().equals(action.name())
                : reference.value().equals(action.id());
    }

    /** By the binding's own ID, so that it keeps its secrets. */
    private static ActionBindingUpdate kept(ActionBinding binding) {
        return new ActionBindingUpdate()
                .ref(new ActionReference().type(ActionReference.Type.BINDING_ID).value(binding.id()))
                .displayName(binding.displayName());
    }
}
