package dev.gatehouse.server.guardian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.List;

/** The settings of multi-factor authentication. Thread-safe. */
public final class GuardianSettings {
    private static final String POLICIES = "policies";

    private final DocumentCollection<GuardianSetting> settings;

    public GuardianSettings(DocumentStore documents) {
        settings = documents.of(GuardianSetting.KIND, GuardianSetting::new);
    }

    /** A group of settings; what was never set is as in a new tenant. */
    public GuardianSetting get(Transaction tx, SettingGroup group) {
        return settings.find(tx, group.path())
                .map(stored -> StoredJson.object(group.leftOut()).<ObjectNode>setAll(stored.json()))
                .map(GuardianSetting::new)
                .orElseGet(() -> new GuardianSetting(StoredJson.object(group.initial())));
    }

    /** Puts a group in the place of what was set before. */
    public GuardianSetting put(Transaction tx, SettingGroup group, ObjectNode changed) {
        return settings.put(tx, changed.deepCopy().put("id", group.path()));
    }

    /** Whether people may enroll in a factor. */
    public boolean isEnabled(Transaction tx, Factor factor) {
        return get(tx, SettingGroup.FACTORS).flag(factor.apiName());
    }

    /** Switches a factor on or off. */
    public void enable(Transaction tx, Factor factor, boolean enabled) {
        GuardianSetting factors = get(tx, SettingGroup.FACTORS);
        put(tx, SettingGroup.FACTORS, factors.json().put(factor.apiName(), enabled));
    }

    /** When a second factor is asked for, as in {@code all-applications}; none when it never is. */
    public List<String> policies(Transaction tx) {
        return get(tx, SettingGroup.POLICIES).texts(POLICIES);
    }

    public void setPolicies(Transaction tx, List<String> policies) {
        GuardianSetting changed = get(tx, SettingGroup.POLICIES);
        policies.forEach(changed.json().putArray(POLICIES)::add);
        put(tx, SettingGroup.POLICIES, changed.json());
    }
}
