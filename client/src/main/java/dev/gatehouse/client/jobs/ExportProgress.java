package dev.gatehouse.client.jobs;

/**
 * How far an export is.
 *
 * @param percentage how much of its work the job has done, from 0 to 100
 * @param received of its file, how many bytes have come, as they are sent: compressed
 * @param length how many bytes there are; 0 when it is not known yet
 */
public record ExportProgress(int percentage, long received, long length) {}
