package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.identifier.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say of a kind of document, said once, beside its view:
 *
 * <pre>{@code
 * public static final Kind KIND = Kind.named("role")
 *         .identified("id", identifiers -> identifiers.prefixed("rol_"))
 *         .unique("name", "/name")
 *         .schemas("Role")
 *         .errors(ErrorCode.INEXISTENT_ROLE, ErrorCode.ROLE_CONFLICT)
 *         .build();
 * }</pre>
 *
 * <p>A kind must be on the list of the server's wiring, too: what belongs to a document goes with it, and the start checks
 * every kind against the contract.
 */
public final class Kind {
    private static final String ID = "{id}";

    private final String name;
    private final String idMember;
    private final @Nullable Function<Identifiers, String> newId;
    private final List<Key> keys;
    private final List<String> secrets;
    private final List<String> schemas;
    private final ErrorCode missing;
    private final String missingMessage;
    private final ErrorCode conflict;
    private final List<Owner> owners;
    private final @Nullable String createdAt;
    private final @Nullable String updatedAt;
    private final boolean cached;

    private Kind(Builder builder) {
        name = builder.name;
        idMember = builder.idMember;
        newId = builder.newId;
        keys = List.copyOf(builder.keys);
        secrets = List.copyOf(builder.secrets);
        schemas = List.copyOf(builder.schemas);
        missing = builder.missing;
        missingMessage = builder.missingMessage == null ? missing.message() : builder.missingMessage;
        conflict = builder.conflict;
        owners = List.copyOf(builder.owners);
        createdAt = builder.createdAt;
        updatedAt = builder.updatedAt;
        cached = builder.cached;
    }

    /**
     * Begins the declaration of a kind.
     *
     * @param name the name it is stored under; it stays, whatever the classes are called later
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name it is stored under. */
    public String name() {
        return name;
    }

    /** The member that holds a document's id. */
    public String idMember() {
        return idMember;
    }

    /** An id for a new document; null when its ids are not made here. */
    public @Nullable String newId(Identifiers identifiers) {
        return newId == null ? null : newId.apply(identifiers);
    }

    /** The values its documents are found by. */
    public List<Key> keys() {
        return keys;
    }

    /** Places of secrets that no schema of the contract shows: names separated by slashes, {@code *} for every element. */
    public List<String> secrets() {
        return secrets;
    }

    /** The schemas of the contract whose {@code x-secret} members are encrypted in its documents. */
    public List<String> schemas() {
        return schemas;
    }

    /** The error when there is no such document. */
    public ErrorCode missing() {
        return missing;
    }

    /** The refusal when there is no document with that id. */
    public Rejection refuseMissing(String id) {
        return missing.refuse(missingMessage.replace(ID, id));
    }

    /** The error when an id or a unique key is taken. */
    public ErrorCode conflict() {
        return conflict;
    }

    /** What a document of this kind goes with: it is deleted with any of them. */
    public List<Owner> owners() {
        return owners;
    }

    /** The member with the time of its creation; null for none. */
    public @Nullable String createdAt() {
        return createdAt;
    }

    /** The member with the time of its last change; null for none. */
    public @Nullable String updatedAt() {
        return updatedAt;
    }

    /** Whether nodes keep its documents in memory: then every write announces its name to them. */
    public boolean cached() {
        return cached;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * What documents of a kind belong to.
     *
     * @param kind the name of the owner's kind, or {@link #USER}
     * @param key the key of the owned kind that holds the owner's id
     */
    public record Owner(String kind, String key) {
        /** Users are no documents, and own some. */
        public static final String USER = "user";
    }

    /**
     * A value documents are found by.
     *
     * @param name what it is called
     * @param unique whether two documents may not share it
     * @param values reads it off a document; none, or several
     */
    public record Key(String name, boolean unique, Function<ObjectNode, List<String>> values) {}

    /** The values at a place of a document: that of a scalar, or each of a list. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        } else if (value.isValueNode() && !value.isNull()) {
            texts.add(value.asText());
        }
        return texts;
    }

    /** Declares a kind. Without more said, its id member is {@code id}, and its errors are the plain 404 and 409. */
    public static final class Builder {
        private final String name;
        private String idMember = "id";
        private @Nullable Function<Identifiers, String> newId;
        private final List<Key> keys = new ArrayList<>();
        private final List<String> secrets = new ArrayList<>();
        private final List<String> schemas = new ArrayList<>();
        private ErrorCode missing = ErrorCode.NOT_FOUND;
        private @Nullable String missingMessage;
        private ErrorCode conflict = ErrorCode.RESOURCE_CONFLICT;
        private final List<Owner> owners = new ArrayList<>();
        private @Nullable String createdAt;
        private @Nullable String updatedAt;
        private boolean cached;

        private Builder(String name) {
            this.name = name;
        }

        /** The member that holds its id, where that is not {@code id}. */
        public Builder identified(String member) {
            idMember = member;
            return this;
        }

        /** The member that holds its id, and how a new one is made. */
        public Builder identified(String member, Function<Identifiers, String> make) {
            newId = make;
            return identified(member);
        }

        /** A value that no two documents share, at a JSON pointer. */
        public Builder unique(String key, String pointer) {
            return unique(key, document -> texts(document.at(pointer)));
        }

        /** A value that no two documents share, made of several members. */
        public Builder unique(String key, Function<ObjectNode, List<String>> values) {
            keys.add(new Key(key, true, values));
            return this;
        }

        /** A value documents are listed by, at a JSON pointer. */
        public Builder key(String key, String pointer) {
            return key(key, document -> texts(document.at(pointer)));
        }

        /** A value documents are listed by, made of several members. */
        public Builder key(String key, Function<ObjectNode, List<String>> values) {
            keys.add(new Key(key, false, values));
            return this;
        }

        /** Places of secrets that no schema of the contract shows, as in {@code private_key}. */
        public Builder secrets(String... places) {
            secrets.addAll(List.of(places));
            return this;
        }

        /** The schemas of the contract whose {@code x-secret} members are encrypted in its documents. */
        public Builder schemas(String... names) {
            schemas.addAll(List.of(names));
            return this;
        }

        /** The errors when there is no such document, and when an id or a unique key is taken. */
        public Builder errors(ErrorCode whenMissing, ErrorCode whenTaken) {
            missing = whenMissing;
            conflict = whenTaken;
            return this;
        }

        /** The error when there is no such document. */
        public Builder missing(ErrorCode code) {
            missing = code;
            return this;
        }

        /**
         * The message when there is no such document, of a plain 404 without a code.
         *
         * @param message {@code {id}} in it stands for the id
         */
        public Builder missing(String message) {
            missingMessage = message;
            return missing(ErrorCode.NOT_FOUND);
        }

        /** A document of this kind goes with the {@code owner} whose id is its member {@code member}. */
        public Builder ownedBy(Kind owningKind, String member) {
            return owned(owningKind.name(), member);
        }

        /** A document of this kind goes with the user whose id is its {@code user_id}. */
        public Builder ownedByUser() {
            return owned(Owner.USER, "user_id");
        }

        private Builder owned(String owningKind, String member) {
            owners.add(new Owner(owningKind, member));
            return key(member, "/" + member);
        }

        /** The members that hold the times of its creation and of its last change; null for none. */
        public Builder timestamps(@Nullable String created, @Nullable String updated) {
            createdAt = created;
            updatedAt = updated;
            return this;
        }

        /** Nodes keep its documents in memory: every write announces the kind's name to them. */
        public Builder cached() {
            cached = true;
            return this;
        }

        /** The kind. */
        public Kind build() {
            return new Kind(this);
        }
    }
}
