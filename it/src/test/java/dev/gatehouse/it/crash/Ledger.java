package dev.gatehouse.it.crash;

import dev.gatehouse.client.model.User;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was asked of the server, and what it acknowledged. Thread-safe. */
final class Ledger {
    private final Map<NewUser, Optional<User>> entries = new ConcurrentHashMap<>();

    void asked(NewUser user) {
        entries.put(user, Optional.empty());
    }

    void acknowledged(NewUser user, User answer) {
        entries.put(user, Optional.of(answer));
    }

    /** It is not there after all. */
    void lost(NewUser user) {
        entries.remove(user);
    }

    long acknowledged() {
        return entries.values().stream().filter(Optional::isPresent).count();
    }

    int size() {
        return entries.size();
    }

    /** Everything asked for, each with the answer, if there was one. */
    Map<NewUser, Optional<User>> entries() {
        return Map.copyOf(entries);
    }

    void addAll(Ledger other) {
        entries.putAll(other.entries);
    }
}
