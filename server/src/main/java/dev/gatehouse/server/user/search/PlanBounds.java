package dev.gatehouse.server.user.search;

/**
 * By how many users fit, a sort goes one way or another on SQLite.
 *
 * @param few at most so many are read whole and sorted in memory
 * @param many of more than these, the values of the field are gone through in their order, and each is asked for in the full-text
 *     index: the page is full soon. Of fewer, they are gone through with all row keys that fit at hand
 */
record PlanBounds(int few, int many) {
    static final PlanBounds DEFAULT = new PlanBounds(300, 20_000);
}
