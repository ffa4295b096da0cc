package dev.gatehouse.server.user.search;

/**
 * By how many users fit, SQLite goes one way or another.
 *
 * @param few at most so many are read whole, to be sorted or tested in memory
 * @param many what more than these fit is not asked for as a whole: a sort goes through the values in their order and asks for each in
 *     the full-text index, and a range is tested user after user, as the page is full soon
 * @param walked how many users are tested so, before all that fit are asked for after all
 */
record PlanBounds(int few, int many, int walked) {
    static final PlanBounds DEFAULT = new PlanBounds(300, 20_000, 300);
}
