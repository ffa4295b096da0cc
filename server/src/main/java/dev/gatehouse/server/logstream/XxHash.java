package dev.gatehouse.server.logstream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** XXH64 without a seed, as <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">its specification</a> has it. */
final class XxHash {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private XxHash() {}

    /** The hash of a text's UTF-8, in 16 hexadecimal digits. */
    static String of(String text) {
        ByteBuffer input =
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).order(ByteOrder.LITTLE_ENDIAN);
        int length = input.remaining();
        long hash = (length >= 32 ? stripes(input) : PRIME_5) + length;
        return String.format("%016x", avalanche(rest(hash, input)));
    }

    private static long stripes(ByteBuffer input) {
        long prime1 = PRIME_1; // no constant: its sum with the next overflows, as it is meant to
        long[] lanes = {prime1 + PRIME_2, PRIME_2, 0, -prime1};
        while (input.remaining() >= 32) {
            for (int lane = 0; lane < lanes.length; lane++) {
                lanes[lane] = round(lanes[lane], input.getLong());
            }
        }
        long hash = Long.rotateLeft(lanes[0], 1)
                + Long.rotateLeft(lanes[1], 7)
                + Long.rotateLeft(lanes[2], 12)
                + Long.rotateLeft(lanes[3], 18);
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long rest(long stripes, ByteBuffer input) {
        long hash = stripes;
        while (input.remaining() >= 8) {
            hash = Long.rotateLeft(hash ^ round(0, input.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (input.remaining() >= 4) {
            hash = Long.rotateLeft(hash ^ ((input.getInt() & 0xFFFFFFFFL) * PRIME_1), 23) * PRIME_2 + PRIME_3;
        }
        while (input.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ ((input.get() & 0xFFL) * PRIME_5), 11) * PRIME_1;
        }
        return hash;
    }

    private static long avalanche(long rest) {
        long hash = (rest ^ (rest >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }
}
