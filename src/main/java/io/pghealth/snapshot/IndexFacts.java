package io.pghealth.snapshot;

/** Structure of the indexes of one database. */
public record IndexFacts() {}
