package io.pghealth.history;

import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Remedy;
import java.time.Instant;

/**
 * Why a statement, or every statement of a database, was not explained.
 *
 * @param kind as the explainer says it
 * @param reason one phrase
 * @param remedy what unlocks it
 * @param at when
 */
public record Refusal(Explainer.Kind kind, String reason, Remedy remedy, Instant at) {}
