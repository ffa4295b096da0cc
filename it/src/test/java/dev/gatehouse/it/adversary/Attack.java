package dev.gatehouse.it.adversary;

/** Something hostile that is done to a running server. Fails where the server does not stand it. */
interface Attack {
    /** What it is, in words. */
    String name();

    void on(Target target) throws Exception;
}
