package io.pghealth.operator;

import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.pghealth.api.PostgresMonitor;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Checks a monitor whenever somebody has changed it and when its time has come. Nothing surfaces as
 * an exception: after a few of them the SDK would not come back for hours.
 */
@Singleton
@ControllerConfiguration(
    name = PostgresMonitorReconciler.NAME,
    fieldManager = "pghealth",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = ResourceUpdates.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
public class PostgresMonitorReconciler
    implements Reconciler<PostgresMonitor>, ConfigurableReconciler<PostgresMonitor> {
  /** Name of the controller. */
  public static final String NAME = "postgresmonitor";

  private static final Logger LOG = Logger.getLogger(PostgresMonitorReconciler.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final MonitorCheck check;

  /** With what does the work. */
  public PostgresMonitorReconciler(MonitorCheck check) {
    this.check = check;
  }

  @Override
  public UpdateControl<PostgresMonitor> reconcile(
      PostgresMonitor monitor, Context<PostgresMonitor> context) {
    Duration next;
    try {
      int monitors = Math.toIntExact(context.getPrimaryCache().list().count());
      next = check.run(monitor, monitors);
    } catch (InterruptedException e) {
      // The operator stops: whoever starts next looks at it again.
      Thread.currentThread().interrupt();
      next = AFTER_FAILURE;
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "monitor %s/%s could not be checked; trying again in %d s",
          monitor.getMetadata().getNamespace(),
          monitor.getMetadata().getName(),
          AFTER_FAILURE.toSeconds());
      next = AFTER_FAILURE;
    }
    return UpdateControl.<PostgresMonitor>noUpdate().rescheduleAfter(next);
  }

  /**
   * Changes nothing. That this method is there makes the extension hand the customised settings,
   * such as the executor, to the controller; without it they stay without effect.
   */
  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<PostgresMonitor> settings) {}
}
