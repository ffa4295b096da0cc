package dev.gatehouse.server.attackprotection;

import dev.gatehouse.server.attackprotection.FailedSignInStore.Failures;
import dev.gatehouse.server.attackprotection.SuspiciousIpThrottling.Stage;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SingleDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps out who guesses passwords. An entrance asks {@link #admit} before it checks a password, in the same words for an
 * account that does not exist, and tells {@link #failed} or {@link #succeeded} after. Thread-safe.
 */
public final class AttackProtection {
    private final SingleDocument<BruteForceProtection> bruteForce;
    private final SingleDocument<SuspiciousIpThrottling> throttling;
    private final FailedSignInStore failures = new FailedSignInStore();
    private final AddressThrottleStore throttles = new AddressThrottleStore();
    private final InstantSource clock;

    public AttackProtection(DocumentStore documents, InstantSource clock) {
        bruteForce = BruteForceProtection.in(documents);
        throttling = SuspiciousIpThrottling.in(documents);
        this.clock = clock;
    }

    /**
     * Lets an attempt go on to the password.
     *
     * @throws dev.gatehouse.server.error.Rejection when too many failed before it
     */
    public void admit(Transaction tx, SignInAttempt attempt) {
        SuspiciousIpThrottling addresses = throttling.get(tx);
        if (addresses.blocks()
                && addresses.watches(attempt.ip())
                && isExhausted(tx, addresses, Stage.LOGIN, attempt.ip())) {
            throw Limit.ADDRESS.refusal().refuse();
        }
        BruteForceProtection accounts = bruteForce.get(tx);
        if (accounts.blocks() && accounts.watches(attempt.ip()) && isBlocked(tx, accounts, attempt)) {
            throw Limit.ACCOUNT.refusal().refuse();
        }
    }

    /**
     * Lets somebody sign up, and counts it.
     *
     * @throws dev.gatehouse.server.error.Rejection when too many signed up from that address
     */
    public void admitSignUp(Transaction tx, String ip) {
        SuspiciousIpThrottling addresses = throttling.get(tx);
        if (!addresses.watches(ip)) {
            return;
        }
        if (addresses.blocks() && isExhausted(tx, addresses, Stage.SIGN_UP, ip)) {
            throw Limit.ADDRESS.refusal().refuse();
        }
        use(tx, addresses, Stage.SIGN_UP, ip);
    }

    /** Counts an attempt whose password was wrong; the limits that it has just reached. */
    public List<Limit> failed(Transaction tx, SignInAttempt attempt) {
        List<Limit> reached = new ArrayList<>();
        BruteForceProtection accounts = bruteForce.get(tx);
        if (accounts.watches(attempt.ip())) {
            boolean before = isBlocked(tx, accounts, attempt);
            failures.add(tx, attempt, clock.instant());
            if (!before && isBlocked(tx, accounts, attempt)) {
                reached.add(Limit.ACCOUNT);
            }
        }
        SuspiciousIpThrottling addresses = throttling.get(tx);
        if (addresses.watches(attempt.ip()) && use(tx, addresses, Stage.LOGIN, attempt.ip())) {
            reached.add(Limit.ADDRESS);
        }
        return reached;
    }

    /** Forgets the failures of an account whose password was right. */
    public void succeeded(Transaction tx, SignInAttempt attempt) {
        failures.forget(tx, attempt);
    }

    /** What keeps people out who sign in with these identifiers, whether or not the protection is on. */
    public List<SignInBlock> blocks(Transaction tx, Collection<String> identifiers) {
        BruteForceProtection accounts = bruteForce.get(tx);
        List<Failures> found = failures.of(tx, identifiers, clock.instant());
        return accounts.countsPerAddress() ? perAddress(found, accounts) : perAccount(found, accounts);
    }

    private static List<SignInBlock> perAddress(List<Failures> found, BruteForceProtection accounts) {
        return found.stream()
                .filter(each -> each.count() >= accounts.maxAttempts())
                .map(each -> new SignInBlock(each.identifier(), each.connection(), each.ip()))
                .toList();
    }

    private static List<SignInBlock> perAccount(List<Failures> found, BruteForceProtection accounts) {
        Map<SignInBlock, Long> counts = found.stream()
                .collect(Collectors.groupingBy(
                        each -> new SignInBlock(each.identifier(), each.connection(), null),
                        LinkedHashMap::new,
                        Collectors.summingLong(Failures::count)));
        return counts.entrySet().stream()
                .filter(each -> each.getValue() >= accounts.maxAttempts())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Lets people sign in again who do it with these identifiers. */
    public void unblock(Transaction tx, Collection<String> identifiers) {
        failures.forget(tx, identifiers);
    }

    /** Whether an address is slowed down, at any stage. */
    public boolean isThrottled(Transaction tx, String ip) {
        SuspiciousIpThrottling addresses = throttling.get(tx);
        return addresses.blocks()
                && addresses.watches(ip)
                && Stream.of(Stage.values()).anyMatch(stage -> isExhausted(tx, addresses, stage, ip));
    }

    /** Gives an address all of its attempts back. */
    public void unblockAddress(Transaction tx, String ip) {
        throttles.delete(tx, ip);
    }

    private boolean isBlocked(Transaction tx, BruteForceProtection accounts, SignInAttempt attempt) {
        long count = failures.of(tx, List.of(attempt.identifier()), clock.instant()).stream()
                .filter(each -> each.connection().equals(attempt.connection()))
                .filter(each -> !accounts.countsPerAddress() || each.ip().equals(attempt.ip()))
                .mapToLong(Failures::count)
                .sum();
        return count >= accounts.maxAttempts();
    }

    /** Takes one attempt from an address; whether it was the last. */
    private boolean use(Transaction tx, SuspiciousIpThrottling settings, Stage stage, String ip) {
        if (isExhausted(tx, settings, stage, ip)) {
            return false;
        }
        Instant now = clock.instant();
        Instant recovered = throttles.recoveredAt(tx, ip, stage);
        Instant from = recovered.isAfter(now) ? recovered : now;
        throttles.put(tx, ip, stage, from.plus(settings.rate(stage)));
        return isExhausted(tx, settings, stage, ip);
    }

    /** Each attempt used is away for one rate: without one left, all but the last are still away. */
    private boolean isExhausted(Transaction tx, SuspiciousIpThrottling settings, Stage stage, String ip) {
        Duration away = Duration.between(clock.instant(), throttles.recoveredAt(tx, ip, stage));
        return away.compareTo(settings.rate(stage).multipliedBy(settings.maxAttempts(stage) - 1L)) > 0;
    }
}
