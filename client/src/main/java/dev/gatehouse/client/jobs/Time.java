package dev.gatehouse.client.jobs;

import dev.gatehouse.client.http.Timer;
import java.time.InstantSource;

/** What deadlines and waits go by. */
record Time(InstantSource clock, Timer timer) {}
