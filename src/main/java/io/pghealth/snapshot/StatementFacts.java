package io.pghealth.snapshot;

/** Counters of pg_stat_statements, of one server. */
public record StatementFacts() {}
