package dev.gatehouse.cli.output;

import java.io.PrintWriter;
import java.time.Duration;

/** A line that shows how far something is, written over and over in its place; nothing where there is no terminal. */
public final class Progress {
    private static final int WIDTH = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;
    private final long startedNanos = System.nanoTime();

    /**
     * @param shown whether there is a terminal to write to
     */
    public Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /**
     * Shows how far it is.
     *
     * @param text what is done
     * @param share from 0 to 1; negative when it is not known
     */
    public void show(String text, double share) {
        if (shown) {
            err.print(CLEAR + line(text, share, Duration.ofNanos(System.nanoTime() - startedNanos)));
            err.flush();
        }
    }

    /** Makes room for another line. */
    public void clear() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }

    static String line(String text, double share, Duration took) {
        if (share < 0) {
            return text + ", " + took.toSeconds() + " s";
        }
        double done = Math.min(1, share);
        int filled = (int) (done * WIDTH);
        String left = done < 0.01 ? "" : ", " + (long) (took.toMillis() * (1 - done) / done / 1_000) + " s left";
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + (int) (done * 100) + " %  " + text + left;
    }
}
