package dev.gatehouse.it.server;

/** How a process ended: its status, and what it wrote. */
public record Exit(int status, String out, String err) {}
