package dev.gatehouse.server.attackprotection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.MovableClock;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class AttackProtectionTest {
    private static final String IP = "203.0.113.7";

    private final MovableClock clock = new MovableClock();
    private final DocumentStore documents = new DocumentStore(
            new SecretBox(new byte[SecretBox.KEY_BYTES]),
            new Sequence(clock),
            SecretMembers.ofKindsAlone(),
            StoredKinds.ALL);
    private final AttackProtection protection = new AttackProtection(documents, clock);
    private final EmptyTenant tenant;

    AttackProtectionTest(Backend backend) {
        tenant = backend.newTenant();
    }

    @Test
    void blocksAnAccountAtTheTenthFailureFromAnAddress() {
        assertThat(fail("Ann@example.com", IP, 9)).isEmpty();
        admit("ann@example.com", IP);

        assertThat(fail("ann@example.com", IP, 1)).containsExactly(Limit.ACCOUNT);

        assertRefused("ann@example.com", IP, ErrorCode.TOO_MANY_ATTEMPTS);
        admit("ann@example.com", "203.0.113.8");
        admit("bob@example.com", IP);
        assertThat(blocks("ANN@example.com")).containsExactly(new SignInBlock("ann@example.com", "Users", IP));
    }

    @Test
    void keepsBlocksFor30DaysAfterTheLastFailure() {
        fail("ann@example.com", IP, 10);

        clock.moveBy(Duration.ofDays(30).minusMinutes(1));
        assertRefused("ann@example.com", IP, ErrorCode.TOO_MANY_ATTEMPTS);

        clock.moveBy(Duration.ofMinutes(2));
        admit("ann@example.com", IP);
        assertThat(blocks("ann@example.com")).isEmpty();
    }

    @Test
    void forgetsFailuresOnceTheRightPasswordWasGiven() {
        fail("ann@example.com", IP, 9);
        tenant.run(tx -> protection.succeeded(tx, attempt("ann@example.com", IP)));

        assertThat(fail("ann@example.com", IP, 9)).isEmpty();
        admit("ann@example.com", IP);
    }

    @Test
    void countsFailuresFromEverywhereWhenTheModeSaysSo() {
        accounts("{'mode': 'count_per_identifier', 'max_attempts': 3}");
        fail("ann@example.com", "203.0.113.1", 1);
        fail("ann@example.com", "203.0.113.2", 1);

        assertThat(fail("ann@example.com", "2001:db8::3", 1)).containsExactly(Limit.ACCOUNT);

        assertRefused("ann@example.com", "203.0.113.4", ErrorCode.TOO_MANY_ATTEMPTS);
        assertThat(blocks("ann@example.com")).containsExactly(new SignInBlock("ann@example.com", "Users", null));
    }

    @Test
    void liftsABlockWhenMoreAttemptsAreAllowed() {
        fail("ann@example.com", IP, 10);
        accounts("{'max_attempts': 11}");

        admit("ann@example.com", IP);
        assertThat(blocks("ann@example.com")).isEmpty();
    }

    @Test
    void liftsABlockOnDemand() {
        fail("ann@example.com", IP, 10);

        tenant.run(tx -> protection.unblock(tx, List.of("Ann@example.com")));

        admit("ann@example.com", IP);
    }

    @Test
    void letsAddressesOfTheAllowlistBe() {
        accounts("{'allowlist': ['198.51.100.0/24', '2001:db8::/32']}");

        assertThat(fail("ann@example.com", "198.51.100.200", 20)).isEmpty();
        assertThat(fail("ann@example.com", "2001:db8::1", 20)).isEmpty();
        admit("ann@example.com", "198.51.100.200");
        assertThat(fail("ann@example.com", "198.51.101.1", 10)).containsExactly(Limit.ACCOUNT);
    }

    @Test
    void onlyTellsTheLogWithoutTheShieldThatBlocks() {
        accounts("{'shields': ['user_notification'], 'max_attempts': 2}");

        assertThat(fail("ann@example.com", IP, 3)).containsExactly(Limit.ACCOUNT);

        admit("ann@example.com", IP);
    }

    @Test
    void doesNothingWhenItIsOff() {
        accounts("{'enabled': false}");

        assertThat(fail("ann@example.com", IP, 30)).isEmpty();
        admit("ann@example.com", IP);
    }

    @Test
    void slowsDownAnAddressThatTriesManyAccounts() {
        List<Limit> reached = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            admit(i + "@example.com", IP);
            reached.addAll(fail(i + "@example.com", IP, 1));
        }

        assertThat(reached).containsExactly(Limit.ADDRESS);
        assertRefused("100@example.com", IP, ErrorCode.TOO_MANY_LOGINS);
        admit("100@example.com", "203.0.113.8");
        assertThat(throttled(IP)).isTrue();

        clock.moveBy(Duration.ofMillis(864_000)); // one attempt comes back
        admit("100@example.com", IP);
        assertThat(fail("100@example.com", IP, 1)).containsExactly(Limit.ADDRESS);
        assertRefused("101@example.com", IP, ErrorCode.TOO_MANY_LOGINS);

        clock.moveBy(Duration.ofDays(1));
        assertThat(throttled(IP)).isFalse();
        fail("102@example.com", IP, 5);
        admit("103@example.com", IP);
    }

    @Test
    void givesAnAddressItsAttemptsBackOnDemand() {
        addresses("{'stage': {'pre-login': {'max_attempts': 1, 'rate': 86400000}}}");
        fail("ann@example.com", IP, 1);
        assertThat(throttled(IP)).isTrue();

        tenant.run(tx -> protection.unblockAddress(tx, IP));

        assertThat(throttled(IP)).isFalse();
        admit("ann@example.com", IP);
    }

    private List<Limit> fail(String identifier, String ip, int times) {
        List<Limit> reached = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            reached.addAll(tenant.write(tx -> protection.failed(tx, attempt(identifier, ip))));
        }
        return reached;
    }

    private void admit(String identifier, String ip) {
        tenant.run(tx -> protection.admit(tx, attempt(identifier, ip)));
    }

    private void assertRefused(String identifier, String ip, ErrorCode code) {
        assertThatThrownBy(() -> admit(identifier, ip))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private List<SignInBlock> blocks(String identifier) {
        return tenant.list(tx -> protection.blocks(tx, List.of(identifier)));
    }

    private boolean throttled(String ip) {
        return tenant.does(tx -> protection.isThrottled(tx, ip));
    }

    private static SignInAttempt attempt(String identifier, String ip) {
        return new SignInAttempt(identifier, "Users", ip);
    }

    private void accounts(String changes) {
        tenant.run(tx -> {
            ObjectNode settings = BruteForceProtection.in(documents).get(tx).json();
            settings.setAll(StoredJson.object(changes.replace('\'', '"')));
            BruteForceProtection.in(documents).put(tx, settings);
        });
    }

    private void addresses(String changes) {
        tenant.run(tx -> {
            ObjectNode settings = SuspiciousIpThrottling.in(documents).get(tx).json();
            settings.setAll(StoredJson.object(changes.replace('\'', '"')));
            SuspiciousIpThrottling.in(documents).put(tx, settings);
        });
    }
}
