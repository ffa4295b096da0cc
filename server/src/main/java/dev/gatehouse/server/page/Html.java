package dev.gatehouse.server.page;

/** Text as HTML. */
public final class Html {
    private Html() {}

    /** The text with what HTML would read as markup escaped, in content and in quoted attributes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
