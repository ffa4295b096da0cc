package dev.gatehouse.server.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers may be sent that come for a client: the URLs on one of its lists (RFC 9700 §2.1). They are compared as text, but for
 * two things: {@code *} stands for one label of the host, and where the client is native, a loopback address may have any port (RFC
 * 8252 §7.3). Immutable.
 *
 * @param urls as they are registered
 * @param anyLoopbackPort whether the port of a loopback address is left out of the comparison
 */
public record RegisteredUrls(List<String> urls, boolean anyLoopbackPort) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    /** What a browser would run instead of opening. */
    private static final Set<String> EXECUTED = Set.of("javascript", "data", "vbscript", "blob", "about", "file");

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern WILDCARD =
            Pattern.compile("(https?://)([A-Za-z0-9-]*)\\*([A-Za-z0-9-]*)(\\.[A-Za-z0-9.-]+(?::\\d+)?(?:[/?#].*)?)");

    public RegisteredUrls {
        urls = List.copyOf(urls);
    }

    /** Where a client's {@code redirect_uri} may lead. */
    public static RegisteredUrls callbacks(Client client) {
        return new RegisteredUrls(client.texts("callbacks"), "native".equals(client.applicationType()));
    }

    /** Where a client may send browsers after a logout. */
    public static RegisteredUrls logoutUrls(Client client) {
        return new RegisteredUrls(client.texts("allowed_logout_urls"), "native".equals(client.applicationType()));
    }

    /** The first one that a browser can be sent to; empty when there is none. */
    public Optional<String> first() {
        return urls.stream().filter(url -> !url.contains("*") && isOpened(url)).findFirst();
    }

    /** Whether a browser may be sent to {@code url}. */
    public boolean allow(String url) {
        return isOpened(url) && urls.stream().anyMatch(registered -> matches(registered, url));
    }

    /** As {@link #allow}, whatever the query and fragment of {@code url}. */
    public boolean allowWithoutQuery(String url) {
        String bare = url.replaceFirst("[?#].*", "");
        return isOpened(url)
                && urls.stream().anyMatch(registered -> matches(registered.replaceFirst("[?#].*", ""), bare));
    }

    private boolean matches(String registered, String url) {
        Matcher wildcard = WILDCARD.matcher(registered);
        if (wildcard.matches()) {
            String host =
                    Pattern.quote(wildcard.group(1) + wildcard.group(2)) + LABEL + Pattern.quote(wildcard.group(3));
            return url.matches(host + Pattern.quote(wildcard.group(4)));
        }
        return registered.equals(url)
                || anyLoopbackPort && withoutLoopbackPort(registered).equals(withoutLoopbackPort(url));
    }

    private static String withoutLoopbackPort(String url) {
        URI uri = parse(url);
        boolean loopback = uri != null
                && "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && LOOPBACK.contains(uri.getHost());
        return loopback ? url.replaceFirst("^(http://(?:127\\.0\\.0\\.1|\\[::1]|localhost)):\\d+", "$1") : url;
    }

    /** Whether it is an absolute URL that a browser opens; control characters and spaces would make another of it. */
    private static boolean isOpened(String url) {
        URI uri = parse(url);
        String scheme = uri == null ? null : uri.getScheme();
        return scheme != null && !EXECUTED.contains(scheme.toLowerCase(Locale.ROOT));
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The origin of a URL of the web, as in {@code https://app.example:8443}; empty for another. */
    public static Optional<String> origin(String url) {
        URI uri = parse(url);
        if (uri == null
                || uri.getHost() == null
                || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            return Optional.empty();
        }
        int standard = "https".equals(uri.getScheme()) ? 443 : 80;
        boolean named = uri.getPort() >= 0 && uri.getPort() != standard;
        return Optional.of(
                uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (named ? ":" + uri.getPort() : ""));
    }

    /** Whether it leads to the machine that it is opened on, or to a program there, which anybody may answer for. */
    public static boolean isLocal(String url) {
        URI uri = parse(url);
        return uri == null
                || uri.getHost() == null
                || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                || LOOPBACK.contains(uri.getHost());
    }
}
