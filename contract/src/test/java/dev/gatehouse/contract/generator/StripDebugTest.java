package dev.gatehouse.contract.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StripDebugTest {
    /** Throws, to show where. */
    public static final class Sample {
        /** Where it is called. */
        public static StackTraceElement place() {
            return new Throwable().getStackTrace()[0];
        }
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = Sample.class.getResourceAsStream("StripDebugTest$Sample.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void leavesTheCodeAndTakesTheLines() throws Exception {
        byte[] stripped = StripDebug.strip(sample());

        Class<?> loaded = new ClassLoader(null) {
            Class<?> define() {
                return defineClass(Sample.class.getName(), stripped, 0, stripped.length);
            }
        }.define();
        StackTraceElement place = (StackTraceElement) loaded.getMethod("place").invoke(null);

        assertThat(stripped.length).isLessThan(sample().length);
        assertThat(Sample.place().getLineNumber()).isPositive();
        assertThat(place.getMethodName()).isEqualTo("place");
        assertThat(place.getLineNumber()).isNegative();
        assertThat(place.getFileName()).isNull();
    }
}
