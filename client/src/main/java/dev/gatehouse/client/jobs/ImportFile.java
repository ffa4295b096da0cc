package dev.gatehouse.client.jobs;

/**
 * What one job imports. Not to be changed.
 *
 * @param json an array of users
 * @param positions where each of them stands in the source, from 0
 */
record ImportFile(String json, long[] positions) {
    int users() {
        return positions.length;
    }

    long first() {
        return positions[0];
    }

    long last() {
        return positions[positions.length - 1];
    }

    /** Shows no user: there may be passwords in it. */
    @Override
    public String toString() {
        return "users " + first() + " to " + last();
    }
}
