package dev.gatehouse.server.page;

import dev.gatehouse.server.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A page with its security headers: no script runs on it but one of its own, where it has one; it stands in no frame, but those of one
 * origin where it says so; it is kept by no cache, and loads nothing but, where it says so, images over HTTPS. Immutable.
 *
 * @param html the whole document; its one {@code style} element holds {@code style}
 * @param style the CSS
 * @param formTargets where its forms may lead, as {@code form-action} of CSP has it; browsers count the redirect after a form
 * @param images whether it may show images of other sites
 * @param frames whether it may show pages of its own site in a frame
 * @param script the one script that is in {@code html}; empty for none
 * @param ancestors in whose frames it may stand, as {@code frame-ancestors} of CSP has it
 */
public record Page(
        String html,
        String style,
        String formTargets,
        boolean images,
        boolean frames,
        String script,
        String ancestors) {
    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    /** A whole document of one's own, without forms. */
    public static Page of(String html, String style) {
        return new Page(html, style, "'none'", false, false, "", "'none'");
    }

    /**
     * A document made of these parts.
     *
     * @param title plain text
     * @param body HTML
     */
    public static Page of(String title, String style, String body) {
        return of(FRAME.formatted(Html.escaped(title), style, body), style);
    }

    /** The same with forms that lead to these sources. */
    public Page formsTo(String targets) {
        return new Page(html, style, targets, images, frames, script, ancestors);
    }

    /** The same, which may show images of other sites. */
    public Page withImages() {
        return new Page(html, style, formTargets, true, frames, script, ancestors);
    }

    /** The same, which may show pages of its own site in a frame. */
    public Page withFrames() {
        return new Page(html, style, formTargets, images, true, script, ancestors);
    }

    /**
     * The same with a script after all else.
     *
     * @param source JavaScript, in which nothing reads as the end of the element
     */
    public Page withScript(String source) {
        String end = "</body>";
        return new Page(
                html.replace(end, "<script>" + source + "</script>\n" + end),
                style,
                formTargets,
                images,
                frames,
                source,
                ancestors);
    }

    /** The same, which may stand in frames of that origin. */
    public Page inFramesOf(String origin) {
        return new Page(html, style, formTargets, images, frames, script, origin);
    }

    /** The response with this page. */
    public Response response(int status) {
        return new Response(
                status,
                Map.of(
                        "content-type", "text/html; charset=utf-8",
                        "cache-control", "no-store",
                        "content-security-policy",
                                "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; "
                                        + (script.isEmpty() ? "" : "script-src 'sha256-" + sha256(script) + "'; ")
                                        + (images ? "img-src https:; " : "") + (frames ? "frame-src 'self'; " : "")
                                        + "base-uri 'none'; form-action "
                                        + formTargets + "; frame-ancestors " + ancestors,
                        "referrer-policy", "no-referrer",
                        "x-content-type-options", "nosniff"),
                html.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A text file beside a class.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name + " beside " + beside);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
