package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** Clients over HTTP/1.1 that ask for much and leave at once: what they asked for keeps nobody waiting. */
final class GoneClients implements Attack {
    private static final int REQUESTS = 120;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String name() {
        return "clients that leave before their responses";
    }

    @Override
    public void on(Target target) throws Exception {
        long before = gone(target);
        String search = WildcardSearches.search("*a*b* OR *c*d* OR *e*f* OR *g*h*");
        for (int i = 0; i < REQUESTS; i++) {
            RawConnection connection = new RawConnection(target.port());
            connection.send("GET " + search + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + target.token()
                    + "\r\n\r\n");
            Thread.sleep(2); // it is on its way
            if (i % 2 == 0) {
                connection.reset();
            } else {
                connection.close();
            }
        }
        HttpResponse<String> other = target.get(Target.USERS + "?per_page=1");
        assertThat(other.statusCode()).as(Target.summary(other)).isEqualTo(200);
        // On a machine that is busy otherwise, some may have been responded to before they were gone.
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (gone(target) == before && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(gone(target)).as("requests noted as abandoned").isGreaterThan(before);
    }

    private static long gone(Target target) throws Exception {
        return Metrics.of(target).requests("499");
    }
}
