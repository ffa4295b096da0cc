package dev.gatehouse.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.client.ManagementClient;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client uses only members of Jackson that exist in the oldest supported version. */
class OldestJacksonTest {
    private static final Path JARS = Path.of("target/oldest-jackson");
    private static final String JACKSON = "com.fasterxml.jackson.";

    @Test
    void hasEveryMemberThatTheClientUses() throws Exception {
        Set<String> used = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (URLClassLoader oldest = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            for (JavaClass each : new ClassFileImporter().importUrl(client())) {
                for (JavaAccess<?> access : each.getAccessesFromSelf()) {
                    if (access.getTargetOwner().getName().startsWith(JACKSON)) {
                        used.add(access.getTarget().getFullName());
                        if (!publicMembers(
                                        oldest.loadClass(access.getTargetOwner().getName()))
                                .contains(signature(access.getTarget()))) {
                            missing.add(access.getDescription());
                        }
                    }
                }
            }
        }

        assertThat(used).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static URL client() {
        return ManagementClient.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL[] jars() throws Exception {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(JARS)) {
            for (Path file : files.toList()) {
                jars.add(file.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static String signature(AccessTarget target) {
        if (target instanceof CodeUnitAccessTarget called) {
            return called.getRawReturnType().getName() + " " + called.getName()
                    + called.getRawParameterTypes().stream()
                            .map(JavaClass::getName)
                            .collect(Collectors.joining(",", "(", ")"));
        }
        return target.getName();
    }

    /** The public members, inherited ones included, in the form of {@link #signature}. */
    private static Set<String> publicMembers(Class<?> type) {
        Set<String> members = new TreeSet<>();
        for (Method method : type.getMethods()) {
            members.add(
                    method.getReturnType().getName() + " " + method.getName() + parameters(method.getParameterTypes()));
        }
        Arrays.stream(type.getConstructors())
                .forEach(each -> members.add("void <init>" + parameters(each.getParameterTypes())));
        Arrays.stream(type.getFields()).map(Field::getName).forEach(members::add);
        return members;
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).collect(Collectors.joining(",", "(", ")"));
    }
}
