package io.pghealth.snapshot;

/** Counters of the indexes of one database on one instance. */
public record IndexUsage() {}
