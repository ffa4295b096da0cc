package dev.gatehouse.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The mails that a tenant without an email provider has sent. Thread-safe. */
public final class Inbox {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final Supplier<List<Map<String, String>>> mails;

    Inbox(Supplier<List<Map<String, String>>> mails) {
        this.mails = mails;
    }

    /** The newest 100, the newest first. A mail arrives within a second of what causes it. */
    public List<ReceivedMail> messages() {
        return mails.get().stream()
                .map(mail -> new ReceivedMail(
                        part(mail, "to"),
                        part(mail, "from"),
                        part(mail, "subject"),
                        part(mail, "html"),
                        part(mail, "template")))
                .toList();
    }

    private static String part(Map<String, String> mail, String name) {
        return mail.getOrDefault(name, "");
    }

    /**
     * The newest mail to an address, in any case; waits for one for up to ten seconds.
     *
     * @throws IllegalStateException when none came, or the thread was interrupted
     */
    public ReceivedMail await(String to) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            for (ReceivedMail mail : messages()) {
                if (mail.to().equalsIgnoreCase(to)) {
                    return mail;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "No mail to " + to + " came within " + TIMEOUT.toSeconds() + " seconds");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a mail", e);
        }
    }
}
