package dev.gatehouse.client.async;

import java.time.InstantSource;

/** What deadlines and waits go by. */
public record TimeSource(InstantSource clock, Timer timer) {}
