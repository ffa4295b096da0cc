package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the server apart from the tests: they may use other versions of the libraries it uses. Its jars are in this one, and
 * go to a directory for this JVM alone, which is deleted at its end.
 */
final class ServerLoader {
    private static final String SERVER = "dev.gatehouse.testkit.embedded.EmbeddedServer";

    private static @Nullable ClassLoader loader;

    private ServerLoader() {}

    /**
     * Starts a server.
     *
     * @throws IllegalStateException when it does not start
     */
    static LoadedServer start(
            Map<String, String> settings,
            InstantSource clock,
            BiFunction<List<@Nullable String>, Supplier<List<Object>>, List<Object>> around) {
        Thread thread = Thread.currentThread();
        ClassLoader tests = thread.getContextClassLoader();
        ClassLoader apart = loader();
        // The server's threads are to look for its services among its own libraries.
        thread.setContextClassLoader(apart);
        try {
            return LoadedServer.of(Class.forName(SERVER, true, apart)
                    .getConstructor(Map.class, InstantSource.class, BiFunction.class)
                    .newInstance(settings, clock, around));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            throw new IllegalStateException("The tenant did not start: " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The testkit is not whole: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(tests);
        }
    }

    private static synchronized ClassLoader loader() {
        ClassLoader made = loader;
        if (made == null) {
            made = make();
            loader = made;
        }
        return made;
    }

    private static ClassLoader make() {
        try {
            Path directory = TemporaryDirectory.make();
            copyJars(directory);
            URL server = directory.resolve("gatehouse-server.jar").toUri().toURL();
            URL own = ServerLoader.class.getProtectionDomain().getCodeSource().getLocation();
            return new URLClassLoader(new URL[] {server, own}, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyJars(Path directory) throws IOException {
        URL server = ServerLoader.class.getResource("server/gatehouse-server.jar");
        if (server == null) {
            throw new IllegalStateException(
                    "The testkit has no server in it. In Gatehouse's own build, package the server first: ./mvnw -Dquick package");
        }
        try {
            URI place = server.toURI();
            if (place.getScheme().equals("jar")) {
                copyPacked(place, directory);
            } else {
                copyAll(Path.of(place).resolveSibling("."), directory);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyPacked(URI place, Path directory) throws IOException {
        try (FileSystem jar = open(place)) {
            copyAll(jar.getPath("/dev/gatehouse/testkit/server"), directory);
        }
    }

    private static FileSystem open(URI place) throws IOException {
        String file = place.getSchemeSpecificPart();
        return FileSystems.newFileSystem(Path.of(URI.create(file.substring(0, file.indexOf("!/")))));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from, 2)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                try (InputStream in = Files.newInputStream(file)) {
                    Files.copy(in, target);
                }
            }
        }
    }
}
