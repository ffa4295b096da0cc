package dev.gatehouse.bench.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** A CPU profile from a JFR recording: samples by calling package and by method. */
public final class Profile {
    private static final int TOP_METHODS = 12;
    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    /** Native methods that wait for the other side, and use no time. */
    private static final List<String> WAITING =
            List.of("sun.nio.ch.", "java.net.", "jdk.internal.misc.", "sun.nio.fs.");

    private final Map<String, Integer> packages = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Integer> natives = new HashMap<>();
    private int samples;

    /** Reads a recording of the flight recorder. */
    public static Profile of(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                profile.add(file.readEvent());
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        String type = event.getEventType().getName();
        boolean inJava = type.equals("jdk.ExecutionSample");
        if (event.getStackTrace() == null || !inJava && !type.equals("jdk.NativeMethodSample")) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (frames.isEmpty()) {
            return;
        }
        RecordedFrame top = frames.get(0);
        if (inJava) {
            samples++;
            methods.merge(name(top), 1, Integer::sum);
            packages.merge(owner(frames), 1, Integer::sum);
        } else if (WAITING.stream().noneMatch(type(top)::startsWith)) {
            natives.merge(name(top), 1, Integer::sum);
        }
    }

    /** The package of the innermost frame that is not the platform's. */
    private static String owner(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            if (PLATFORM.stream().noneMatch(type(frame)::startsWith)) {
                return packageOf(type(frame));
            }
        }
        return "the platform";
    }

    private static String packageOf(String type) {
        String[] parts = type.split("\\.");
        int depth = Math.min(type.startsWith("dev.gatehouse.") ? 4 : 3, parts.length - 1);
        return String.join(".", List.of(parts).subList(0, depth));
    }

    private static String name(RecordedFrame frame) {
        return type(frame) + "." + frame.getMethod().getName();
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    /** Prints the largest of each, in percent of the samples. */
    public void print(PrintStream out) {
        out.printf("%nRunning Java, by package (%d samples)%n", samples);
        print(out, packages, samples);
        out.printf("%nRunning Java, by method%n");
        print(out, methods, samples);
        int inNative = natives.values().stream().mapToInt(Integer::intValue).sum();
        out.printf("%nIn native code, waiting for the disk included (%d samples)%n", inNative);
        print(out, natives, inNative);
    }

    private static void print(PrintStream out, Map<String, Integer> counts, int all) {
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(TOP_METHODS)
                .forEach(each -> out.printf("  %5.1f %%  %s%n", 100.0 * each.getValue() / all, each.getKey()));
    }
}
