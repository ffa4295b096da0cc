package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Streams of HTTP/2 that are opened and reset, over and over: none of them is an error of the server. */
final class Http2Resets implements Attack {
    private static final int STREAMS = 400;
    private static final int AT_ONCE = 50;

    @Override
    public String name() {
        return "streams of HTTP/2 that are reset";
    }

    @Override
    public void on(Target target) throws Exception {
        long failuresBefore = Metrics.of(target).requests("500");
        HttpClient client = client(target.server().installation());
        HttpRequest search = HttpRequest.newBuilder(URI.create("https://"
                        + target.server().installation().domain() + WildcardSearches.search("*a*b* OR *c*d*")))
                .header("authorization", "Bearer " + target.token())
                .build();
        try (Bystanders bystanders = Bystanders.of(target)) {
            for (int i = 0; i < STREAMS; i += AT_ONCE) {
                List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
                for (int j = 0; j < AT_ONCE; j++) {
                    sent.add(client.sendAsync(search, BodyHandlers.ofString()));
                }
                Thread.sleep(20); // some are on their way, and some are worked on
                sent.forEach(each -> each.cancel(true));
            }
            bystanders.requireServed();
        }
        assertThat(Metrics.of(target).requests("500")).isEqualTo(failuresBefore);
    }

    static HttpClient client(Installation installation) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(installation.authority())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls)
                .build();
    }
}
