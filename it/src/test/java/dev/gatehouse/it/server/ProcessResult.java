package dev.gatehouse.it.server;

/** The exit status and output of a process. */
public record ProcessResult(int status, String out, String err) {}
