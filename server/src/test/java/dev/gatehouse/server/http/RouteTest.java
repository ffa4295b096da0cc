package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
    @Test
    void allowsHeadWhereverThereIsGet() {
        assertThat(Route.allow(List.of("POST", "GET"))).isEqualTo("GET, HEAD, POST");
        assertThat(Route.allow(List.of("POST"))).isEqualTo("POST");
    }
}
