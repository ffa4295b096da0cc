package dev.gatehouse.server.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The password hashes of database identities. Thread-safe. */
public final class PasswordStore {
    /**
     * @param hash the password in force
     * @param history the hashes of earlier ones, newest first
     */
    public record Password(String hash, List<String> history) {
        public Password {
            history = List.copyOf(history);
        }
    }

    public Optional<Password> find(Transaction tx, IdentityKey identity) {
        return tx.sql("SELECT hash, history FROM user_password"
                        + " WHERE tenant = :tenant AND provider = :provider AND id = :id")
                .bind("provider", identity.provider())
                .bind("id", identity.id())
                .first(row -> new Password(row.text(1), texts(row.text(2))));
    }

    /** Sets the password of an identity, in the place of an earlier one. */
    public void put(Transaction tx, IdentityKey identity, Password password) {
        ArrayNode history = JsonNodeFactory.instance.arrayNode();
        password.history().forEach(history::add);
        tx.sql("INSERT INTO user_password (tenant, provider, id, hash, history)"
                        + " VALUES (:tenant, :provider, :id, :hash, :history)"
                        + " ON CONFLICT (tenant, provider, id) DO UPDATE SET hash = :hash, history = :history")
                .bind("provider", identity.provider())
                .bind("id", identity.id())
                .bind("hash", password.hash())
                .bind("history", StoredJson.write(history))
                .update();
    }

    private static List<String> texts(String column) {
        List<String> texts = new ArrayList<>();
        StoredJson.read(column).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
