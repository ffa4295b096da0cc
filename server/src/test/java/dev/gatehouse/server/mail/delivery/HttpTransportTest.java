package dev.gatehouse.server.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.server.address.AddressRange;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.AddressPolicy;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.store.StoredJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each provider's API is asked, as a server gets it. */
class HttpTransportTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    private final List<URI> asked = new ArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final OutboundClient client =
            new OutboundClient(new AddressPolicy(List.of(AddressRange.parse("127.0.0.0/8"))), () -> {
                try {
                    return SSLContext.getDefault();
                } catch (java.security.NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            });
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    private record Received(String path, Map<String, String> headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    private Received send(String provider) throws UndeliveredException {
        HttpTransport transport = new HttpTransport(client, () -> NOW, uri -> {
            asked.add(uri);
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + uri.getRawPath()
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        });
        Mail mail = new Mail("mail_1", "auth0|1", NOW, 0, StoredJson.object("""
                {"to": "ada@example.com", "from": "Shop <shop@example.com>", "subject": "Hi Ada", "html": "<p>ü &amp;</p>"}
                """));
        transport.send(new EmailProvider(StoredJson.object(provider.replace('\'', '"'))), mail);
        return received.get(received.size() - 1);
    }

    private String url() {
        return asked.get(asked.size() - 1).toString();
    }

    @Test
    void sendgrid() throws UndeliveredException {
        Received got = send("{'name': 'sendgrid', 'credentials': {'api_key': 'SG.key'}}");

        assertThat(url()).isEqualTo("https://api.sendgrid.com/v3/mail/send");
        assertThat(got.headers())
                .containsEntry("authorization", "Bearer SG.key")
                .containsEntry("content-type", "application/json");
        assertThat(got.body())
                .isEqualTo("{\"personalizations\":[{\"to\":[{\"email\":\"ada@example.com\"}]}],\"from\":{\"email\":"
                        + "\"shop@example.com\",\"name\":\"Shop\"},\"subject\":\"Hi Ada\",\"content\":[{\"type\":\"text/html\","
                        + "\"value\":\"<p>ü &amp;</p>\"}]}");
    }

    @Test
    void mailgun() throws UndeliveredException {
        Received got = send(
                "{'name': 'mailgun', 'credentials': {'api_key': 'k', 'domain': 'mg.example.com', 'region': 'eu'}}");

        assertThat(url()).isEqualTo("https://api.eu.mailgun.net/v3/mg.example.com/messages");
        assertThat(got.headers()).containsEntry("authorization", "Basic YXBpOms=");
        assertThat(got.body())
                .isEqualTo("from=Shop+%3Cshop%40example.com%3E&to=ada%40example.com&subject=Hi+Ada&html=%3Cp%3E%C3%BC"
                        + "+%26amp%3B%3C%2Fp%3E");
    }

    @Test
    void mandrill() throws UndeliveredException {
        Received got = send("{'name': 'mandrill', 'credentials': {'api_key': 'k'},"
                + " 'settings': {'message': {'view_content_link': true}}}");

        assertThat(url()).isEqualTo("https://mandrillapp.com/api/1.0/messages/send.json");
        assertThat(got.body())
                .isEqualTo(
                        "{\"key\":\"k\",\"message\":{\"html\":\"<p>ü &amp;</p>\",\"subject\":\"Hi Ada\",\"from_email\":"
                                + "\"shop@example.com\",\"from_name\":\"Shop\",\"to\":[{\"email\":\"ada@example.com\",\"type\":\"to\"}],"
                                + "\"view_content_link\":true}}");
    }

    @Test
    void sparkpost() throws UndeliveredException {
        Received got = send("{'name': 'sparkpost', 'credentials': {'api_key': 'k'}}");

        assertThat(url()).isEqualTo("https://api.sparkpost.com/api/v1/transmissions");
        assertThat(got.headers()).containsEntry("authorization", "k");
        assertThat(StoredJson.read(got.body()).at("/recipients/0/address/email").asText())
                .isEqualTo("ada@example.com");
        assertThat(StoredJson.read(got.body()).at("/content/from/name").asText())
                .isEqualTo("Shop");
    }

    @Test
    void resend() throws UndeliveredException {
        Received got = send("{'name': 'resend', 'credentials': {'api_key': 'k'}}");

        assertThat(url()).isEqualTo("https://api.resend.com/emails");
        assertThat(got.headers()).containsEntry("authorization", "Bearer k").containsEntry("idempotency-key", "mail_1");
        assertThat(StoredJson.read(got.body()).path("to")).hasToString("[\"ada@example.com\"]");
    }

    @Test
    void ses() throws Exception {
        Received got = send("{'name': 'ses', 'credentials': {'accessKeyId': 'AKID', 'secretAccessKey': 'secret',"
                + " 'region': 'eu-west-1'}, 'settings': {'message': {'configuration_set_name': 'set'}}}");

        assertThat(url()).isEqualTo("https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails");
        assertThat(got.headers()).containsEntry("x-amz-date", "20300102T030405Z");
        assertThat(StoredJson.read(got.body()).path("ConfigurationSetName").asText())
                .isEqualTo("set");
        // Signed again here, by the steps of the documentation.
        String hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(got.body().getBytes(StandardCharsets.UTF_8)));
        String canonical = "POST\n/v2/email/outbound-emails\n\ncontent-type:application/json\n"
                + "host:email.eu-west-1.amazonaws.com\nx-amz-date:20300102T030405Z\n\ncontent-type;host;x-amz-date\n"
                + hash;
        String canonicalHash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = "AWS4secret".getBytes(StandardCharsets.UTF_8);
        for (String part : List.of("20300102", "eu-west-1", "ses", "aws4_request")) {
            key = mac(key, part);
        }
        String signature = java.util.HexFormat.of()
                .formatHex(mac(
                        key,
                        "AWS4-HMAC-SHA256\n20300102T030405Z\n20300102/eu-west-1/ses/aws4_request\n" + canonicalHash));
        assertThat(got.headers())
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKID/20300102/eu-west-1/ses/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date, Signature=" + signature);
    }

    private static byte[] mac(byte[] key, String text) throws Exception {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void azure() throws Exception {
        Received got = send("{'name': 'azure_cs', 'credentials': {'connectionString':"
                + " 'endpoint=https://shop.communication.azure.com/;accesskey=c2VjcmV0'}}");

        assertThat(url()).isEqualTo("https://shop.communication.azure.com/emails:send?api-version=2023-03-31");
        String hash = got.headers().get("x-ms-content-sha256");
        assertThat(Base64.getDecoder().decode(hash))
                .isEqualTo(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(got.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(got.headers()).containsEntry("x-ms-date", "Wed, 02 Jan 2030 03:04:05 GMT");
        String signature = Base64.getEncoder()
                .encodeToString(mac(
                        "secret".getBytes(StandardCharsets.UTF_8),
                        "POST\n/emails:send?api-version=2023-03-31\nWed, 02 Jan 2030 03:04:05 GMT;shop.communication.azure.com;"
                                + hash));
        assertThat(got.headers().get("authorization")).endsWith("&Signature=" + signature);
        assertThat(StoredJson.read(got.body()).path("senderAddress").asText()).isEqualTo("shop@example.com");
    }

    @Test
    void microsoft365() throws UndeliveredException {
        answer = "{\"access_token\":\"the-token\"}";
        Received got = send(
                "{'name': 'ms365', 'credentials':" + " {'tenantId': 'ten/ant', 'clientId': 'c', 'clientSecret': 's'}}");

        assertThat(asked)
                .hasToString("[https://login.microsoftonline.com/ten%2Fant/oauth2/v2.0/token,"
                        + " https://graph.microsoft.com/v1.0/users/shop%40example.com/sendMail]");
        assertThat(received.get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=c&client_secret=s"
                        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
        assertThat(got.headers()).containsEntry("authorization", "Bearer the-token");
        assertThat(StoredJson.read(got.body()).at("/message/body/contentType").asText())
                .isEqualTo("HTML");
    }

    @ParameterizedTest
    @CsvSource({"400,true", "401,true", "404,true", "302,true", "408,false", "429,false", "500,false", "503,false"})
    void tellsWhatMayPassFromWhatWillNot(int refusal, boolean permanent) {
        status = refusal;
        answer = "no";

        assertThatThrownBy(() -> send("{'name': 'sendgrid', 'credentials': {'api_key': 'k'}}"))
                .isInstanceOfSatisfying(
                        UndeliveredException.class,
                        e -> assertThat(e.isPermanent()).isEqualTo(permanent))
                .hasMessage("the provider answered " + refusal + ": no");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\": \"ses\", \"credentials\": {\"region\": \"a b/c\", \"accessKeyId\": \"a\", \"secretAccessKey\": \"b\"}}'",
        "'{\"name\": \"azure_cs\", \"credentials\": {\"connectionString\": \"none\"}}'",
        "'{\"name\": \"sendgrid\", \"credentials\": {\"api_key\": \"a\\nb\"}}'",
    })
    void refusesSettingsThatMakeNoCall(String provider) {
        assertThatThrownBy(() -> send(provider))
                .isInstanceOf(UndeliveredException.class)
                .hasMessage("the settings of the provider make no call");
        assertThat(received).isEmpty();
    }
}
