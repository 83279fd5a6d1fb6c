package io.pghealth.snapshot;

/**
 * One index to measure.
 *
 * @param indexOid of the index
 * @param fileNode of its file, to tell a rebuilt one
 * @param sizeBytes what will be read
 */
public record BloatRequest(long indexOid, long fileNode, long sizeBytes) {}
