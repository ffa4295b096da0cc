package dev.gatehouse.client.jobs;

/**
 * How far an import is. Each user that was read ends up as inserted, updated, failed or unsettled.
 *
 * @param read users read from the source
 * @param sent of these, how many are in a job that the API has begun
 * @param inserted of these, how many were new
 * @param updated how many were there already, and were changed
 * @param failed how many were not imported: those that the API refused, and those that could not be sent
 * @param unsettled how many may have been imported or not: see {@link ImportResult#unsettled}
 * @param jobs how many jobs have ended
 */
public record ImportCounts(long read, long sent, long inserted, long updated, long failed, long unsettled, int jobs) {}
