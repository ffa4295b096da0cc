package dev.gatehouse.server.userexport;

import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobFileStore;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The links by which files are fetched: signed, and valid for an hour. Thread-safe. */
public final class ExportLinks {
    /** What their paths begin with. */
    static final String PATH = "/exports";

    private static final Duration VALID = Duration.ofHours(1);
    private static final String PURPOSE = "export link";

    private final SecretBox box;
    private final InstantSource clock;

    public ExportLinks(SecretBox box, InstantSource clock) {
        this.box = box;
        this.clock = clock;
    }

    /** A new link to the file of a job; null when it has none, or no longer. */
    public @Nullable String link(Tenant tenant, Job job) {
        Instant now = clock.instant();
        boolean kept = job.count("file_at") + JobFileStore.KEPT.toMillis() > now.toEpochMilli();
        if (!job.type().equals(Job.USERS_EXPORT) || !job.is(Job.Status.COMPLETED) || !kept) {
            return null;
        }
        String file = job.id() + "." + job.text("format", "json") + ".gz";
        long expires = now.plus(VALID).getEpochSecond();
        return "https://" + tenant.domain() + PATH + "/" + file + "?expires=" + expires + "&signature="
                + signature(tenant, file, Long.toString(expires));
    }

    /** Whether the link is one of ours and still valid. */
    boolean isValid(Tenant tenant, String file, String expires, String signature) {
        boolean signed = MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                signature(tenant, file, expires).getBytes(StandardCharsets.UTF_8));
        return signed && clock.instant().getEpochSecond() <= Long.parseLong(expires);
    }

    private String signature(Tenant tenant, String file, String expires) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(box.sign(tenant.id() + "\n" + file + "\n" + expires, PURPOSE));
    }
}
