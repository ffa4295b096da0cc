package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedServerTest {
    @TempDir
    private Path directory;

    private Path cache;
    private Path testkit;

    @BeforeEach
    void makeTestkit() throws IOException {
        cache = directory.resolve("cache/gatehouse");
        testkit = testkit("one");
    }

    private Path testkit(String library) throws IOException {
        Path jar = Files.createTempFile(directory, "testkit", ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"gatehouse-server.jar", "lib/a.jar"}) {
                zip.putNextEntry(new ZipEntry("dev/gatehouse/testkit/server/" + name));
                zip.write(library.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("dev/gatehouse/testkit/Other.class"));
            zip.closeEntry();
        }
        return jar;
    }

    @Test
    void isUnpackedOnce() throws IOException {
        Path first = UnpackedServer.in(cache, testkit);
        FileTime unpacked = Files.getLastModifiedTime(first.resolve("lib/a.jar"));

        assertThat(UnpackedServer.in(cache, testkit)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.resolve("lib/a.jar"))).isEqualTo(unpacked);
        assertThat(first.resolve("gatehouse-server.jar")).hasContent("one");
        assertThat(first.resolve("Other.class")).doesNotExist();
        assertThat(cache).isDirectoryNotContaining("glob:**/unpacking-*");
    }

    @Test
    void isRepairedWhereAFileIsMissingOrCutOff() throws IOException {
        Path place = UnpackedServer.in(cache, testkit);
        Files.delete(place.resolve("gatehouse-server.jar"));
        Files.writeString(place.resolve("lib/a.jar"), "");

        UnpackedServer.in(cache, testkit);

        assertThat(place.resolve("gatehouse-server.jar")).hasContent("one");
        assertThat(place.resolve("lib/a.jar")).hasContent("one");
    }

    @Test
    void isAnotherForAnotherTestkit() throws IOException {
        assertThat(UnpackedServer.in(cache, testkit("two"))).isNotEqualTo(UnpackedServer.in(cache, testkit));
    }

    @Test
    void isDeletedWhenUnusedForAMonth() throws IOException {
        Path old = UnpackedServer.in(cache, testkit);
        Path foreign = Files.createDirectory(cache.resolve("classes"));
        FileTime longAgo = FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(foreign, longAgo);

        UnpackedServer.in(cache, testkit("two"));

        assertThat(old).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void isWhereTheSystemKeepsCaches() {
        Path home = Path.of("home");

        assertThat(UnpackedServer.cache(Map.of(), "Linux", home)).isEqualTo(home.resolve(".cache/gatehouse"));
        assertThat(UnpackedServer.cache(Map.of("XDG_CACHE_HOME", "x"), "Linux", home))
                .isEqualTo(Path.of("x/gatehouse"));
        assertThat(UnpackedServer.cache(Map.of(), "Mac OS X", home))
                .isEqualTo(home.resolve("Library/Caches/gatehouse"));
        assertThat(UnpackedServer.cache(Map.of("LOCALAPPDATA", "local"), "Windows 11", home))
                .isEqualTo(Path.of("local/gatehouse/cache"));
    }
}
