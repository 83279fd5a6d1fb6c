package io.pghealth.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * The operator's own flags, as environment variables: {@code PGHEALTH_ALLOW_WEAK_AUTHENTICATION}
 * and so on.
 */
@ConfigMapping(prefix = "pghealth")
public interface OperatorConfig {

  /** Whether md5 and cleartext passwords are answered. */
  @WithDefault("false")
  boolean allowWeakAuthentication();

  /** Whether replicas of the operator elect the one that works. */
  @WithDefault("false")
  boolean leaderElection();

  /** Namespace of the operator and of its lease. */
  Optional<String> namespace();

  /** Name of this replica, in the Events that it writes. */
  @WithDefault("pghealth")
  String instance();

  /** Namespaces to watch, separated by commas; read by the operator SDK. */
  Optional<String> watchNamespaces();

  /** Cycles that run at a time. */
  @WithDefault("16")
  int concurrentChecks();

  /** After this time a cycle is ended, whatever it is waiting for. */
  @WithDefault("15m")
  Duration cycleTimeout();
}
