package io.pghealth.operator;

import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** What the operator SDK cannot be told by properties. */
@Singleton
class SdkSettings implements ConfigurationServiceCustomizer {
  private final OperatorConfig config;
  private final LeaderElection election;
  private final MonitorCheck check;

  SdkSettings(OperatorConfig config, LeaderElection election, MonitorCheck check) {
    this.config = config;
    this.election = election;
    this.check = check;
  }

  @Override
  public Consumer<ConfigurationServiceOverrider> overrider() {
    return settings -> {
      settings
          .checkingCRDAndValidateLocalModel(false)
          .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
          .withMetrics(new GoneMonitors(check));
      if (config.leaderElection()) {
        settings.withLeaderElectionConfiguration(
            election.configuration(config.namespace().orElse(null)));
      }
    };
  }
}
