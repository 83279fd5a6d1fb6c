package io.pghealth.cycle;

import java.time.Duration;

/**
 * What a cycle cost the watched servers.
 *
 * @param statements statements sent, EXPLAIN among them
 * @param time from sending to the last row, summed
 */
public record Cost(long statements, Duration time) {}
