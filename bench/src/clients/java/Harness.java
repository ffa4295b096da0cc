import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures one client in a JVM of its own: {@code first} makes one call and tells how long that took from the start of the
 * JVM and how many classes it needed; a number of threads makes calls for a while and tells how many a second, what each
 * allocated, and its processor time in this JVM, which other work on the machine changes least. The classes of a client give it a {@code Call}.
 */
public final class Harness {
    private static final long WARM_UP_NANOS = 8_000_000_000L;
    private static final long MEASURED_NANOS = 6_000_000_000L;

    private Harness() {}

    public static void main(String[] arguments) throws Exception {
        String token = Files.readString(Path.of(arguments[1])).strip();
        try (Call call = new Call(arguments[0], token, arguments[2])) {
            if (arguments[3].equals("first")) {
                first(call);
            } else {
                load(call, Integer.parseInt(arguments[3]));
            }
        }
        System.exit(0); // some clients leave threads behind
    }

    private static void first(Call call) throws Exception {
        call.run();
        long took = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        System.out.printf(Locale.ROOT, "%d %d%n", took, classes);
    }

    private static void load(Call call, int threads) throws Exception {
        run(call, threads, WARM_UP_NANOS);
        long before = allocated();
        long processorBefore = processorNanos();
        Calls measured = run(call, threads, MEASURED_NANOS);
        System.out.printf(
                Locale.ROOT,
                "%.0f %d %d%n",
                measured.count() * 1e9 / MEASURED_NANOS,
                (measured.allocatedAtEnd() - before) / Math.max(1, measured.count()),
                (processorNanos() - processorBefore) / 1000 / Math.max(1, measured.count()));
    }

    /** How many there were, and what all threads had allocated when the last ended. */
    private record Calls(long count, long allocatedAtEnd) {}

    private static Calls run(Call call, int threads, long nanos) throws Exception {
        LongAdder calls = new LongAdder();
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(threads);
        CountDownLatch counted = new CountDownLatch(1);
        long until = System.nanoTime() + nanos;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(() -> {
                try {
                    while (System.nanoTime() < until) {
                        call.run();
                        calls.increment();
                    }
                } catch (Exception e) {
                    failure.set(e);
                }
                ended.countDown();
                await(counted); // what a thread allocated is known while it lives
            });
            callers.add(caller);
            caller.start();
        }
        ended.await();
        if (failure.get() != null) {
            throw failure.get();
        }
        Calls result = new Calls(calls.sum(), allocated());
        counted.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** By every thread that lives. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, each);
        }
        return sum;
    }
}
