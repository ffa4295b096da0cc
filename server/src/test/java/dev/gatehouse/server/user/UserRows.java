package dev.gatehouse.server.user;

import static dev.gatehouse.server.store.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.eventstream.EventPublisher;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.eventstream.RecordedEventStore;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Users of the connection {@code db}, for the tests of what is kept with them. */
public final class UserRows {
    public static final String CONNECTION = "db";

    private final UserStore users = store(new Sequence(InstantSource.system()));
    private final EmptyTenant tenant;

    public UserRows(EmptyTenant tenant) {
        this.tenant = tenant;
    }

    /** A store of users and of the documents that go with them. */
    public static UserStore store(Sequence sequence) {
        DocumentStore documents = new DocumentStore(
                new SecretBox(new byte[SecretBox.KEY_BYTES]), sequence, SecretMembers.ofKindsAlone(), StoredKinds.ALL);
        return store(documents, sequence);
    }

    static UserStore store(DocumentStore documents, Sequence sequence) {
        Identifiers identifiers = new Identifiers(new SecureRandom());
        InstantSource clock = InstantSource.system();
        EventPublisher publisher = new EventPublisher(
                new EventStreamStore(documents, identifiers, clock),
                new RecordedEventStore(documents, sequence, identifiers, clock),
                new Changes(false),
                true,
                clock);
        return new UserStore(sequence, documents, publisher);
    }

    public UserStore store() {
        return users;
    }

    static IdentityKey identity(String id) {
        return new IdentityKey("auth0", id);
    }

    /** The profile of a user {@code auth0|id}, with more members of it. */
    static User profile(String id, String more) {
        ObjectNode user = json("{'user_id':'auth0|" + id + "','identities':[{'connection':'db','provider':'auth0',"
                + "'user_id':'" + id + "','profileData':{'hidden':'secret'}}]}");
        user.setAll(json(more));
        return new User(user);
    }

    /** Adds a user {@code auth0|id}. */
    public User add(String id, String more, Identifier... identifiers) {
        User user = profile(id, more);
        tenant.run(tx -> users.insert(tx, user, identity(id), CONNECTION, List.of(identifiers)));
        return user;
    }

    /** Puts another profile in the place of that of {@code auth0|id}. */
    public void update(String id, String more) {
        tenant.write(tx -> users.update(tx, profile(id, more)));
    }

    public void delete(String id) {
        tenant.write(tx -> users.delete(tx, "auth0|" + id));
    }
}
