package dev.gatehouse.server.api;

/** The operations of one resource, each with its handler. */
public interface Resource {
    /** Names the handler of each operation of this resource. */
    void mount(Operations operations);
}
