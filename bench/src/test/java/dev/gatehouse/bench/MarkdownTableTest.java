package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.load.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void printsMarkdownWithFailuresBelow() {
        MarkdownTable table = new MarkdownTable("17.0.1", List.of(1, 32));
        table.start("first start", Duration.ofMillis(1_234), 150);
        table.start("after the load", null, -1);
        table.row(
                "read",
                List.of(
                        new Measurement(
                                1_234.4,
                                Duration.ofNanos(210_000),
                                Duration.ofMillis(2),
                                Duration.ofNanos(43_600),
                                0,
                                null),
                        new Measurement(99.6, Duration.ofMillis(3), Duration.ofMillis(40), null, 2, "500 {}")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""

                        ## JDK 17.0.1

                        | process | ready after | memory at rest |
                        |---|---:|---:|
                        | first start | 1,234 ms | 150 MiB |
                        | after the load |  | ? |

                        | | 1 at once: per second | p50 ms | p99 ms | server CPU µs | 32 at once: per second | p50 ms | p99 ms | server CPU µs |
                        |---|---:|---:|---:|---:|---:|---:|---:|---:|
                        | read | 1,234 | 0.21 | 2.00 | 44 | 100 | 3.00 | 40.00 |  |

                        **read, 32 at once: 2 failed, first: 500 {}**
                        """);
    }
}
