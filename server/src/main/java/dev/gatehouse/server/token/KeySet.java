package dev.gatehouse.server.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of a tenant as they were when they were read. Immutable: a change of keys is a new set. */
final class KeySet {
    private final SigningKey current;
    private final Map<String, SigningKey> accepted;
    private final JWKSet published;

    /**
     * @param keys the keys that are not revoked
     * @throws IllegalStateException when none is the current one
     */
    KeySet(List<SigningKey> keys) {
        this.current = with(SigningKey.Role.CURRENT, keys).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tenant has no current signing key"));
        this.accepted = keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::id, Function.identity()));
        List<JWK> shown = new ArrayList<>();
        for (SigningKey.Role role : List.of(SigningKey.Role.CURRENT, SigningKey.Role.NEXT, SigningKey.Role.PREVIOUS)) {
            with(role, keys).forEach(key -> shown.add(key.jwk()));
        }
        this.published = new JWKSet(shown);
    }

    private static List<SigningKey> with(SigningKey.Role role, List<SigningKey> keys) {
        return keys.stream().filter(key -> key.role() == role).toList();
    }

    /** New tokens are signed with it. */
    SigningKey current() {
        return current;
    }

    /** The key with that id; null when there is none whose tokens are accepted. */
    @Nullable
    SigningKey find(@Nullable String id) {
        return id == null ? null : accepted.get(id);
    }

    /** The public halves: the current one, the next, the previous ones. */
    JWKSet published() {
        return published;
    }
}
