package dev.gatehouse.server.tenantkey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hierarchy of a tenant's encryption keys: a root key, the server's or one that the tenant brought, and below it the master
 * key, which a change of the root replaces. Thread-safe.
 */
public final class TenantKeys {
    private final DocumentCollection<TenantKey> keys;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public TenantKeys(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        keys = documents.of(TenantKey.KIND, TenantKey::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Makes the keys of a new tenant. */
    public void insertFirst(Transaction tx) {
        TenantKey root = insert(tx, TenantKey.ROOT_OF_THE_SERVER, TenantKey.ACTIVE, null);
        insert(tx, TenantKey.MASTER, TenantKey.ACTIVE, root.id());
    }

    /** The keys, newest first, those that are destroyed included. */
    public Slice<TenantKey> list(Transaction tx, Window window) {
        List<TenantKey> all = new ArrayList<>(keys.all(tx, Map.of()));
        Collections.reverse(all);
        return Slice.of(all, window);
    }

    /**
     * The key with that id.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public TenantKey require(Transaction tx, String id) {
        return keys.require(tx, id);
    }

    /**
     * Makes a key: a root key that is still to be imported into, or one that is ready and encrypted with the master key.
     *
     * @throws dev.gatehouse.server.error.Rejection when a root key waits to be imported into already
     */
    public TenantKey create(Transaction tx, String type) {
        if (!type.equals(TenantKey.ROOT_OF_THE_TENANT)) {
            return insert(tx, type, TenantKey.ACTIVE, master(tx).id());
        }
        if (find(tx, type, TenantKey.PRE_ACTIVATION).isPresent()) {
            throw ErrorCode.RESOURCE_CONFLICT.refuse("A root key waits to be imported into already.");
        }
        return insert(tx, type, TenantKey.PRE_ACTIVATION, null);
    }

    /**
     * Gives a root key the wrapping key that it is to be imported with, in the place of an earlier one.
     *
     * @return the public half
     * @throws dev.gatehouse.server.error.Rejection when the key is none that waits to be imported into
     */
    public ObjectNode putWrappingKey(Transaction tx, String id, KeyPair pair) {
        TenantKey key = requireWaiting(tx, id);
        key.json()
                .put(
                        "wrapping_key",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        update(tx, key);
        return JsonNodeFactory.instance
                .objectNode()
                .put("public_key", KeyWrapping.pem(pair))
                .put("algorithm", KeyWrapping.ALGORITHM);
    }

    /**
     * The root key with that id, which waits to be imported into.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it does not wait for that
     */
    public TenantKey requireWaiting(Transaction tx, String id) {
        TenantKey key = keys.require(tx, id);
        if (!key.is(TenantKey.ROOT_OF_THE_TENANT, TenantKey.PRE_ACTIVATION)) {
            throw ErrorCode.RESOURCE_CONFLICT.refuse("The key is no root key that waits to be imported into.");
        }
        return key;
    }

    /** A pair of keys for {@link #putWrappingKey}. It takes up to a second, so make it before the transaction. */
    public static KeyPair newWrappingKey() {
        return KeyWrapping.newPair();
    }

    /**
     * Takes a root key that was wrapped with its wrapping key into use: a new master key is below it.
     *
     * @throws dev.gatehouse.server.error.Rejection when it does not wait for that, or was not wrapped so
     */
    public TenantKey importKey(Transaction tx, String id, String wrapped) {
        TenantKey key = requireWaiting(tx, id);
        String wrappingKey = key.text("wrapping_key");
        if (wrappingKey == null) {
            throw ErrorCode.RESOURCE_CONFLICT.refuse("The key has no wrapping key yet.");
        }
        byte[] material = KeyWrapping.unwrap(wrappingKey, wrapped);
        find(tx, TenantKey.ROOT_OF_THE_TENANT, TenantKey.ACTIVE).ifPresent(before -> destroy(tx, before));
        key.json().remove("wrapping_key");
        key.json().put("material", Base64.getEncoder().encodeToString(material));
        key.json().put("state", TenantKey.ACTIVE);
        update(tx, key);
        rekey(tx);
        return key;
    }

    /**
     * Destroys a key; that there is none such is no error. Without its root key the tenant goes back to the server's.
     *
     * @throws dev.gatehouse.server.error.Rejection when the key is one that the server makes itself
     */
    public void delete(Transaction tx, String id) {
        TenantKey key = keys.find(tx, id).orElse(null);
        if (key == null || TenantKey.DESTROYED.equals(key.text("state"))) {
            return;
        }
        String type = key.text("type", "");
        if (type.equals(TenantKey.MASTER) || type.equals(TenantKey.ROOT_OF_THE_SERVER)) {
            throw ErrorCode.BAD_REQUEST.refuse("A key of the type " + type + " cannot be deleted.");
        }
        destroy(tx, key);
        if (type.equals(TenantKey.ROOT_OF_THE_TENANT)) {
            rekey(tx);
        }
    }

    /** Replaces the master key by a new one below the root key that is active. */
    public void rekey(Transaction tx) {
        destroy(tx, master(tx));
        TenantKey root = find(tx, TenantKey.ROOT_OF_THE_TENANT, TenantKey.ACTIVE)
                .or(() -> find(tx, TenantKey.ROOT_OF_THE_SERVER, TenantKey.ACTIVE))
                .orElseThrow();
        insert(tx, TenantKey.MASTER, TenantKey.ACTIVE, root.id());
    }

    /** The master key; the first one is made here where the tenant is older than this hierarchy. */
    private TenantKey master(Transaction tx) {
        Optional<TenantKey> master = find(tx, TenantKey.MASTER, TenantKey.ACTIVE);
        if (master.isEmpty()) {
            insertFirst(tx);
        }
        return master.or(() -> find(tx, TenantKey.MASTER, TenantKey.ACTIVE)).orElseThrow();
    }

    private Optional<TenantKey> find(Transaction tx, String type, String state) {
        return keys.all(tx, Map.of()).stream()
                .filter(key -> key.is(type, state))
                .findFirst();
    }

    private TenantKey insert(Transaction tx, String type, String state, @Nullable String parent) {
        String now = WireTime.of(clock.instant());
        return keys.insert(
                tx,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kid", identifiers.uuid())
                        .put("type", type)
                        .put("state", state)
                        .put("created_at", now)
                        .put("updated_at", now)
                        .put("parent_kid", parent));
    }

    private void destroy(Transaction tx, TenantKey key) {
        key.json().remove(List.of("material", "wrapping_key"));
        key.json().put("state", TenantKey.DESTROYED);
        update(tx, key);
    }

    private void update(Transaction tx, TenantKey key) {
        keys.update(tx, key.json().put("updated_at", WireTime.of(clock.instant())));
    }
}
