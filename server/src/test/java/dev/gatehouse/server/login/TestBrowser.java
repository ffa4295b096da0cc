package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestTenant;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript that follows no redirect by itself: cookies, links and forms. Not thread-safe. */
public final class TestBrowser {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final TestTenant tenant;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public TestBrowser(TestTenant tenant) {
        this.tenant = tenant;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public ApiResponse get(String path) {
        return keep(caller().get(path));
    }

    public ApiResponse post(String path, Map<String, String> form) {
        return keep(caller().with("content-type", "application/x-www-form-urlencoded")
                .send("POST", path, encoded(form).getBytes(StandardCharsets.UTF_8)));
    }

    private Caller caller() {
        String header = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        Caller caller = tenant.root().with("user-agent", "TestBrowser/1.0");
        return header.isEmpty() ? caller : caller.with("cookie", header);
    }

    private ApiResponse keep(ApiResponse response) {
        for (String field : response.headers().allValues("set-cookie")) {
            String[] pair = field.split(";", 2)[0].split("=", 2);
            if (field.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
            assertThat(field).contains("; Secure; HttpOnly; SameSite=");
        }
        return response;
    }

    /** Follows redirects within the server; the first response that is none, or leads elsewhere. */
    public ApiResponse follow(ApiResponse response) {
        ApiResponse now = response;
        while (now.status() / 100 == 3 && String.valueOf(now.header("location")).startsWith("/")) {
            now = get(String.valueOf(now.header("location")));
        }
        return now;
    }

    /** What a page's form sends along unseen. */
    public static Map<String, String> hiddenFields(ApiResponse page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = HIDDEN.matcher(page.body());
        while (matcher.find()) {
            fields.put(
                    matcher.group(1),
                    matcher.group(2)
                            .replace("&quot;", "\"")
                            .replace("&#39;", "'")
                            .replace("&amp;", "&"));
        }
        return fields;
    }

    /** Opens an authorization request and signs in on the page that it leads to; where the browser is sent then. */
    public ApiResponse signIn(String authorize, String username, String password) {
        ApiResponse page = follow(get(authorize));
        if (page.status() == 302) { // signed in already
            return page;
        }
        page.expect(200);
        Map<String, String> form = hiddenFields(page);
        form.put("username", username);
        form.put("password", password);
        return follow(post("/u/login", form));
    }

    /** The parameters in the query or the fragment of the place that a response leads to. */
    public static Map<String, String> parameters(ApiResponse redirect) {
        assertThat(redirect.status()).as(redirect.body()).isEqualTo(302);
        URI location = URI.create(String.valueOf(redirect.header("location")));
        String encoded = location.getRawFragment() == null ? location.getRawQuery() : location.getRawFragment();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : String.valueOf(encoded).split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** One of {@link #parameters}, which has to be there. */
    public static String parameter(ApiResponse redirect, String name) {
        Map<String, String> parameters = parameters(redirect);
        return Objects.requireNonNull(parameters.get(name), () -> name + " is not in " + parameters);
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
