package dev.gatehouse.spring;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Interceptor;
import dev.gatehouse.client.http.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The timer {@code auth0.client.requests}: each attempt, by operation, method and status. */
@AutoConfiguration(
        before = ManagementClientAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class ManagementClientMetricsAutoConfiguration {
    /** Measures by an interceptor. */
    @Bean
    ManagementClientCustomizer managementClientMetrics(MeterRegistry registry) {
        return builder -> builder.interceptor(new RequestTimer(registry));
    }

    private record RequestTimer(MeterRegistry registry) implements Interceptor {
        @Override
        public CompletableFuture<ApiResponse> intercept(ApiRequest request, Transport next) {
            Timer.Sample sample = Timer.start(registry);
            CompletableFuture<ApiResponse> response = next.send(request);
            // Beside it, so that a cancellation still reaches the transport.
            response.whenComplete((received, failure) -> sample.stop(Timer.builder("auth0.client.requests")
                    .description("Requests to the Auth0 Management API, each attempt")
                    .tag("operation", request.operation())
                    .tag("method", request.method())
                    .tag("status", received == null ? "none" : Integer.toString(received.status()))
                    .register(registry)));
            return response;
        }
    }
}
