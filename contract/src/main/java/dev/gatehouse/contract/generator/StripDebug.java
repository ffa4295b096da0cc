package dev.gatehouse.contract.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Takes the names of source files and the numbers of lines out of compiled classes. For the client's models, whose methods have
 * one line each: there it is a tenth of their size.
 */
public final class StripDebug {
    private StripDebug() {}

    /** Rewrites every class of that directory, in place. */
    public static void main(String[] arguments) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path each : classes) {
            byte[] before = Files.readAllBytes(each);
            byte[] after = strip(before);
            if (after.length < before.length) {
                Files.write(each, after);
            }
        }
    }

    static byte[] strip(byte[] classFile) {
        ClassWriter stripped = new ClassWriter(0);
        new ClassReader(classFile).accept(stripped, ClassReader.SKIP_DEBUG);
        return stripped.toByteArray();
    }
}
