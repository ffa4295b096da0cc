package dev.gatehouse.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.address.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy PUBLIC = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                // other ways to write loopback and the metadata service
                "2130706433",
                "127.1",
                "2852039166",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:db8::1"
            })
    void refusesWhatIsNotPublic(String address) throws UnknownHostException {
        assertThat(PUBLIC.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1", "2001:4860::1"})
    void permitsWhatIsPublic(String address) throws UnknownHostException {
        assertThat(PUBLIC.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void permitsWhatTheOperatorAllowsAndNothingBesideIt() throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(List.of(AddressRange.parse("10.1.0.0/16")));

        assertThat(policy.permits(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(policy.permits(InetAddress.getByName("10.2.2.3"))).isFalse();
        assertThat(policy.permits(InetAddress.getByName("127.0.0.1"))).isFalse();
    }
}
