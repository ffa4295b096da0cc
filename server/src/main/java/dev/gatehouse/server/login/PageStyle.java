package dev.gatehouse.server.login;

import dev.gatehouse.server.branding.Branding;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.page.Page;
import java.util.regex.Pattern;

/**
 * The style of a tenant's pages: its name, colours and logo. Immutable.
 *
 * @param name the tenant's friendly name
 * @param primary the colour of buttons, as in {@code #0a5fd1}
 * @param background the colour of the page
 * @param logo the address of an image, over HTTPS; empty for none
 */
public record PageStyle(String name, String primary, String background, String logo) {
    private static final String STYLE = Page.resource(PageStyle.class, "login.css");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String PRIMARY = "#1f5fbf";
    private static final String BACKGROUND = "#f3f4f6";
    private static final String DARK_BACKGROUND = "#0f141b";
    /** From this relative luminance on, black has more contrast than white (WCAG 2.2, contrast ratio). */
    private static final double BRIGHT = 0.179;

    /** The style for that branding; colours other than six hexadecimal digits, such as gradients, fall back to the default. */
    public static PageStyle of(Branding branding, String name) {
        String logo = branding.text("logo_url", "");
        return new PageStyle(
                name,
                colour(branding.text("colors/primary", ""), PRIMARY),
                colour(branding.text("colors/page_background", ""), BACKGROUND),
                logo.startsWith("https://") ? logo : "");
    }

    private static String colour(String wanted, String otherwise) {
        return COLOUR.matcher(wanted).matches() ? wanted : otherwise;
    }

    /**
     * A page with a card in its middle.
     *
     * @param title plain text: the heading, and the title beside the tenant's name
     * @param content HTML
     */
    public Page page(String title, String content) {
        String colours = ":root { --primary: %s; --on-primary: %s; --background: %s; --on-background: %s; }\n"
                .formatted(primary, readableOn(primary), background, readableOn(background));
        if (background.equals(BACKGROUND)) { // a tenant's own colour stays in the dark, too
            colours += "@media (prefers-color-scheme: dark) { :root { --background: %s; --on-background: %s; } }\n"
                    .formatted(DARK_BACKGROUND, readableOn(DARK_BACKGROUND));
        }
        String mark = logo.isEmpty()
                ? "<p class=\"name\">" + Html.escaped(name) + "</p>"
                : "<img class=\"logo\" src=\"" + Html.escaped(logo) + "\" alt=\"" + Html.escaped(name) + "\">";
        String body = "<main>%s<h1>%s</h1>%n%s</main>".formatted(mark, Html.escaped(title), content);
        return Page.of(title + " | " + name, colours + STYLE, body).withImages();
    }

    private static String readableOn(String colour) {
        double luminance = 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
        return luminance > BRIGHT ? "#000000" : "#ffffff";
    }

    private static double channel(String colour, int start) {
        double value = Integer.parseInt(colour.substring(start, start + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
