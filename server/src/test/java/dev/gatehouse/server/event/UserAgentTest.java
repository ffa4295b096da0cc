package dev.gatehouse.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | Other 0.0.0 / Other 0.0.0 | false
            curl/8.5.0 | Other 0.0.0 / Other 0.0.0 | false
            Go-Auth0/latest | Other 0.0.0 / Other 0.0.0 | false
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.110 Safari/537.36 | Chrome 120.0.6099 / Windows 10.0.0 | false
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.61 | Edge 120.0.2210 / Windows 10.0.0 | false
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15 | Safari 17.1.0 / Mac OS X 10.15.7 | false
            Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1 | Mobile Safari 16.6.0 / iOS 16.6.0 | true
            Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0 | Firefox 121.0.0 / Ubuntu 0.0.0 | false
            Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.6045.66 Mobile Safari/537.36 | Chrome Mobile 119.0.6045 / Android 13.0.0 | true
            """)
    void namesBrowsersAndSystems(@Nullable String header, String name, boolean isMobile) {
        assertThat(UserAgent.of(header)).isEqualTo(new UserAgent(name, isMobile));
    }
}
