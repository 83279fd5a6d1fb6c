package io.pghealth.snapshot;

import java.util.Map;

/**
 * Facts with numbers whose course over days tells something, such as how fast transaction IDs are
 * used up.
 */
public interface Measured {

  /**
   * Numbers that only rise, by a name that stays the same over cycles and restarts and is unique
   * among all facts of the database or the instance. Bounded by whoever gives them: a few, or only
   * those near their limit.
   */
  Map<String, Long> measures();
}
