package dev.gatehouse.server.work;

/**
 * The right of one node to do a piece of work. Immutable.
 *
 * @param name the piece of work, unique in its tenant
 * @param owner the node
 * @param fence grows with every node that takes it over: what a node writes under an older one is refused
 */
public record Lease(String name, String owner, long fence) {}
