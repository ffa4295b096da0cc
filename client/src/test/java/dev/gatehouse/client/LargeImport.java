package dev.gatehouse.client;

import dev.gatehouse.client.jobs.ImportError;
import dev.gatehouse.client.jobs.ImportResult;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A program that imports users from a stream of any length, and prints what became of them. */
final class LargeImport {
    private static final String REST = "@example.com\",\"email_verified\":true,\"user_metadata\":{\"seat\":\"A17\"},"
            + "\"app_metadata\":{\"plan\":\"reading room\",\"note\":\"" + "n".repeat(300) + "\"}}";

    private LargeImport() {}

    /** With the address of the tenant, and how many megabytes there are to import. */
    public static void main(String[] arguments) {
        Written users = new Written(Long.parseLong(arguments[1]) << 20);
        TestTime time = new TestTime();
        try (var client = ManagementClient.builder()
                .domain("tenant.example")
                .baseUrl(URI.create(arguments[0]))
                .token("static")
                .time(time, time)
                .build()) {
            ImportResult result = client.bulk().imports("con_0123456789abcdef").importAll(users);
            boolean placed = result.errors().stream().allMatch(LargeImport::isPlaced);
            System.out.println(users.begun + " written, " + placed + ", " + result.counts());
        }
    }

    /** The address of each user has the position in it. */
    private static boolean isPlaced(ImportError error) {
        String email = error.user().json().path("email").asText();
        return error.position().equals(OptionalLong.of(Long.parseLong(email.replaceAll("\\D", ""))));
    }

    /** An array of users, made as it is read. */
    private static final class Written extends InputStream {
        private final long length;
        private long written;
        private long begun;
        private byte[] part = {'['};
        private int at;

        Written(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (at == part.length && !advance()) {
                return -1;
            }
            int count = Math.min(most, part.length - at);
            System.arraycopy(part, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean advance() {
            if (written > length) {
                return false;
            }
            written += part.length;
            at = 0;
            if (written > length) {
                part = new byte[] {']'};
                return true;
            }
            String name = begun % 1000 == 7 ? "bad" : "user";
            String user = (begun == 0 ? "" : ",") + "{\"email\":\"" + name + begun + REST;
            begun++;
            part = user.getBytes(StandardCharsets.UTF_8);
            return true;
        }
    }
}
