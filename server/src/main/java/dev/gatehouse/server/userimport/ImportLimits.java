package dev.gatehouse.server.userimport;

/**
 * What an import may be.
 *
 * @param maximumFile bytes of its file at most, compressed or not
 * @param activeJobs how many imports may be pending or in progress; others are refused
 */
public record ImportLimits(long maximumFile, int activeJobs) {
    private static final int CLOUD_FILE = 500 * 1_024;
    private static final int CLOUD_JOBS = 2;

    /** Those of the cloud. */
    public static ImportLimits strict() {
        return new ImportLimits(CLOUD_FILE, CLOUD_JOBS);
    }

    /** A file of that many bytes, and jobs that wait for their turn, however many. */
    public static ImportLimits of(long maximumFile) {
        return new ImportLimits(maximumFile, 10_000);
    }
}
