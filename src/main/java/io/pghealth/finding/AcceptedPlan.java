package io.pghealth.finding;

import java.time.Instant;

/**
 * A finding that somebody has declared to be fine.
 *
 * @param finding identity, severity and message when it was accepted
 * @param at when
 */
public record AcceptedPlan(Finding finding, Instant at) {}
