package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Routes by templates, and cookies, as pages need them. */
class RoutingTest extends ServedTest {
    @Test
    void mountsTemplatesByMethod() throws Exception {
        assertThat(send("GET", https("/forms/log%20in/2%2F3"), "").body())
                .contains("form=log in")
                .contains("step=2/3");
        assertThat(send("POST", https("/forms/login/2"), "a=b").body()).isEqualTo("sent login");
        assertThat(send("GET", https("/forms/new/first"), "").body()).isEqualTo("the first step");
        assertThat(send("GET", https("/forms/login"), "").statusCode()).isEqualTo(404);
        assertThat(send("GET", https("/forms//first"), "").statusCode()).isEqualTo(404);
    }

    @Test
    void namesTheMethodsOfATemplate() throws Exception {
        HttpResponse<String> response = send("DELETE", https("/forms/login/2"), "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD, POST");
    }

    @Test
    void refusesAParameterThatIsNotUtf8() throws Exception {
        assertThat(exchange("GET /forms/%C3/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n");
    }

    @Test
    void setsSeveralCookiesAndReadsThem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(https("/cookies")))
                .header("cookie", "__Host-a=1; b=2")
                .header("cookie", "c=3")
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("{__Host-a=1, b=2, c=3}");
        assertThat(response.headers().allValues("set-cookie"))
                .containsExactly(
                        "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax",
                        "b=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }
}
