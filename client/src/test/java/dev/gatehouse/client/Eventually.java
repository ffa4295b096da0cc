package dev.gatehouse.client;

import java.util.function.BooleanSupplier;

/** Waiting for what another thread does. */
final class Eventually {
    private Eventually() {}

    static void holds(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError("did not come true within 5 seconds");
        }
    }
}
