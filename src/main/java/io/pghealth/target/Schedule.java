package io.pghealth.target;

import java.time.Duration;

/**
 * How often what is looked at.
 *
 * @param interval time between cycles
 * @param planInterval least time between two EXPLAINs of the same unchanged statement
 * @param bloatInterval least time between two measurements of the same index
 */
public record Schedule(Duration interval, Duration planInterval, Duration bloatInterval) {

  /** The defaults of the contract. */
  public static Schedule defaults() {
    return new Schedule(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofHours(24));
  }
}
