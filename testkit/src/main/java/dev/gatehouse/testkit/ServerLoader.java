package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the server in its own class loader, since the tests may use other versions of its libraries. Its jars are inside the
 * testkit's jar and are unpacked once, see {@link UnpackedServer}.
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
    static IsolatedServer start(
            Map<String, String> settings,
            InstantSource clock,
            BiFunction<List<@Nullable String>, Supplier<List<Object>>, List<Object>> interceptor) {
        Thread thread = Thread.currentThread();
        ClassLoader tests = thread.getContextClassLoader();
        ClassLoader isolated = loader();
        // The server's threads are to look for its services among its own libraries.
        thread.setContextClassLoader(isolated);
        try {
            return IsolatedServer.of(Class.forName(SERVER, true, isolated)
                    .getConstructor(Map.class, InstantSource.class, BiFunction.class)
                    .newInstance(settings, clock, interceptor));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            throw new IllegalStateException("The tenant did not start: " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The testkit is incomplete: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(tests);
        }
    }

    private static synchronized ClassLoader loader() {
        ClassLoader result = loader;
        if (result == null) {
            result = create();
            loader = result;
        }
        return result;
    }

    private static ClassLoader create() {
        try {
            Path own = Path.of(ServerLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path directory = Files.isDirectory(own) ? inClasses(own) : UnpackedServer.of(own);
            URL server = directory.resolve("gatehouse-server.jar").toUri().toURL();
            return new URLClassLoader(new URL[] {server, own.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("The testkit could not unpack its server: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In Gatehouse's own build the classes are in a directory. */
    private static Path inClasses(Path classes) {
        Path directory = classes.resolve("dev/gatehouse/testkit/server");
        if (!Files.exists(directory.resolve("gatehouse-server.jar"))) {
            throw new IllegalStateException(
                    "The testkit has no server in it. In Gatehouse's own build, package the server first: ./mvnw -Dquick package");
        }
        return directory;
    }
}
