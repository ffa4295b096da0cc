package dev.gatehouse.server.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Passwords that everybody tries first. Read at the first use; thread-safe. */
final class CommonPasswords {
    private volatile @Nullable Set<String> words;

    /** Whether {@code password}, in lower case, is one of them or one with digits behind it. */
    boolean contains(String password) {
        Set<String> known = words();
        return known.contains(password) || known.contains(password.replaceAll("[0-9!.]+$", ""));
    }

    private Set<String> words() {
        Set<String> known = words;
        if (known == null) {
            known = read();
            words = known;
        }
        return known;
    }

    private static Set<String> read() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
