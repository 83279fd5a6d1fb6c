package io.pghealth.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One replica of the operator works, the others wait. A replica that loses the lease ends its
 * process: what it has in memory is no longer the truth.
 */
@Singleton
class LeaderElection {
  private static final Logger LOG = Logger.getLogger(LeaderElection.class);
  private static final String LEASE = "pghealth";

  private final AtomicBoolean stopping = new AtomicBoolean();

  void stopping(@Observes @Priority(1) ShutdownEvent event) {
    stopping.set(true);
  }

  LeaderElectionConfiguration configuration(String namespace) {
    LeaderElectionConfigurationBuilder builder =
        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
            .withLeaderCallbacks(
                new LeaderCallbacks(
                    () -> LOG.info("This replica is the leader"),
                    this::lost,
                    leader -> LOG.infof("The leader is %s", leader)));
    if (namespace != null) {
      builder.withLeaseNamespace(namespace);
    }
    // Despite its name the only way in this version to keep the SDK from calling System.exit
    // inside Quarkus's own shutdown hook, where it hangs until the kubelet kills us.
    return builder.buildForTest(false);
  }

  private void lost() {
    if (!stopping.get()) {
      LOG.error("This replica is no longer the leader and ends");
      Quarkus.asyncExit(1);
    }
  }
}
