package dev.gatehouse.server.authentication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.attackprotection.Limit;
import dev.gatehouse.server.attackprotection.SignInAttempt;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.password.PasswordHasher;
import dev.gatehouse.server.password.UsernameRules;
import dev.gatehouse.server.session.UserDevice;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import dev.gatehouse.server.user.Identifier;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in by their passwords. An unknown user and a wrong password are refused alike: with the same result, after the same
 * work. Thread-safe.
 */
public final class PasswordAuthentication {
    /** What a user is told who is blocked. */
    public static final String BLOCKED = "user is blocked";

    private static final List<String> IDENTIFIERS = List.of("email", "username", "phone_number");
    private static final int MAX_IDENTIFIER = 512;
    private static final int MAX_PASSWORD = 1_024;

    private final Database database;
    private final UserStore users;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final AttackProtection protection;
    private final AuthenticationEvents events;
    private final InstantSource clock;
    /** What is verified where there is no password, so that it takes as long. */
    private final String nobodysHash;

    public PasswordAuthentication(
            Database database,
            UserStore users,
            PasswordStore passwords,
            PasswordHasher hasher,
            AttackProtection protection,
            AuthenticationEvents events,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.hasher = hasher;
        this.protection = protection;
        this.events = events;
        this.clock = clock;
        nobodysHash = hasher.unmatched();
    }

    /**
     * What somebody signs in with.
     *
     * @param client the client that it is for
     * @param connections where the user may be known, in the order they are asked; not empty
     * @param identifier an email address, a username or a phone number, as it was typed
     */
    public record Credentials(
            Client client, List<Connection> connections, String identifier, String password, UserDevice device) {
        public Credentials {
            connections = List.copyOf(connections);
            if (connections.isEmpty()) {
                throw new IllegalArgumentException("nowhere to look for the user");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[" + client.id() + "]";
        }
    }

    /**
     * A user whose password was right.
     *
     * @param connection the name of the connection
     */
    public record AuthenticatedUser(User user, String connection) {
        /** Whether the user may not go on: then it was logged. */
        public boolean isBlocked() {
            return user.blocked();
        }
    }

    private record Candidate(
            String connection,
            @Nullable User user,
            @Nullable IdentityKey identity,
            @Nullable Password password) {}

    /**
     * Verifies a password. Slow. What came of it is counted and, unless it was right, logged.
     *
     * @return empty when there is no such user or the password is wrong
     * @throws dev.gatehouse.server.error.Rejection when too many attempts failed before
     */
    public Optional<AuthenticatedUser> authenticate(Tenant tenant, Credentials credentials) {
        boolean tooLong = credentials.identifier().length() > MAX_IDENTIFIER
                || credentials.password().length() > MAX_PASSWORD;
        Candidate candidate = database.read(tenant, tx -> {
            Candidate found = tooLong
                    ? new Candidate(credentials.connections().get(0).name(), null, null, null)
                    : find(tx, credentials);
            protection.admit(tx, attempt(credentials, found));
            return found;
        });
        Password known = candidate.password();
        String hash = known == null ? nobodysHash : known.hash();
        boolean right = hasher.verify(tooLong ? "" : credentials.password(), hash) && known != null && !tooLong;
        if (!right) {
            database.write(tenant, tx -> fail(tx, credentials, candidate));
            return Optional.empty();
        }
        String better = hasher.isOutdated(hash) ? hasher.hash(credentials.password()) : null;
        return database.write(tenant, tx -> succeed(tx, credentials, candidate, better));
    }

    private static SignInAttempt attempt(Credentials credentials, Candidate candidate) {
        String typed = credentials.identifier().strip();
        String identifier = typed.substring(0, Math.min(typed.length(), MAX_IDENTIFIER));
        return new SignInAttempt(
                identifier, candidate.connection(), credentials.device().ip());
    }

    private Candidate find(Transaction tx, Credentials credentials) {
        String typed = credentials.identifier().strip();
        for (Connection connection : credentials.connections()) {
            for (String name : IDENTIFIERS) {
                Optional<IdentityKey> key = isIdentifier(connection, name)
                        ? users.findIdentity(tx, connection.name(), identifier(name, typed))
                        : Optional.empty();
                Optional<User> user =
                        key.flatMap(found -> users.owner(tx, found)).flatMap(id -> users.find(tx, id));
                if (key.isPresent() && user.isPresent()) {
                    Password password = passwords.find(tx, key.get()).orElse(null);
                    return new Candidate(connection.name(), user.get(), key.get(), password);
                }
            }
        }
        return new Candidate(credentials.connections().get(0).name(), null, null, null);
    }

    private static Identifier identifier(String name, String typed) {
        return new Identifier(name, name.equals("username") ? UsernameRules.normalized(typed) : typed);
    }

    /** Whether people sign in with it there; attributes may say that it is only known. */
    private static boolean isIdentifier(Connection connection, String name) {
        return connection
                .options()
                .path("attributes")
                .path(name)
                .path("identifier")
                .path("active")
                .asBoolean(true);
    }

    private boolean fail(Transaction tx, Credentials credentials, Candidate candidate) {
        User user = candidate.user();
        Event event = new Event(
                credentials.client(),
                candidate.connection(),
                user,
                credentials.identifier(),
                null,
                "Wrong email or password.");
        events.append(tx, user == null ? "fu" : "fp", event, credentials.device());
        for (Limit reached : protection.failed(tx, attempt(credentials, candidate))) {
            events.append(tx, reached.eventType(), event, credentials.device());
        }
        return true;
    }

    private Optional<AuthenticatedUser> succeed(
            Transaction tx, Credentials credentials, Candidate candidate, @Nullable String betterHash) {
        protection.succeeded(tx, attempt(credentials, candidate));
        IdentityKey identity = candidate.identity();
        Password password = candidate.password();
        User user = candidate.user() == null
                ? null
                : users.find(tx, candidate.user().id()).orElse(null);
        if (user == null || identity == null || password == null) {
            return Optional.empty(); // deleted while the password was verified
        }
        boolean unchanged = passwords
                .find(tx, identity)
                .filter(now -> now.hash().equals(password.hash()))
                .isPresent();
        if (!unchanged) {
            return Optional.empty();
        }
        if (user.blocked()) {
            Event event = Event.of(credentials.client(), user).on(candidate.connection());
            events.append(tx, "f", event.described(BLOCKED), credentials.device());
            return Optional.of(new AuthenticatedUser(user, candidate.connection()));
        }
        if (betterHash != null) {
            passwords.put(tx, identity, new Password(betterHash, password.history()));
        }
        noteLogin(user, credentials.device());
        users.update(tx, user);
        return Optional.of(new AuthenticatedUser(user, candidate.connection()));
    }

    private void noteLogin(User user, UserDevice device) {
        String now = WireTime.of(clock.instant());
        ObjectNode json = user.json();
        json.put("last_login", now)
                .put("last_ip", device.ip())
                .put("logins_count", user.number("logins_count", 0) + 1)
                .put("updated_at", now);
    }
}
