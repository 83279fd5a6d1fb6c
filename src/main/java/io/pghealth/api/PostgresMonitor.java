package io.pghealth.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One Postgres cluster to watch. */
@Group(PostgresMonitor.GROUP)
@Version(PostgresMonitor.VERSION)
@ShortNames("pgmon")
@AdditionalPrinterColumn(
    name = "READY",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "FINDINGS",
    type = AdditionalPrinterColumn.Type.INTEGER,
    jsonPath = ".status.summary.total")
@AdditionalPrinterColumn(
    name = "CRITICAL",
    type = AdditionalPrinterColumn.Type.INTEGER,
    jsonPath = ".status.summary.critical")
@AdditionalPrinterColumn(
    name = "HIGH",
    type = AdditionalPrinterColumn.Type.INTEGER,
    jsonPath = ".status.summary.high")
@AdditionalPrinterColumn(
    name = "LAST-CHECK",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".status.lastCheckTime")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class PostgresMonitor
    extends CustomResource<PostgresMonitorSpec, PostgresMonitorStatus> implements Namespaced {
  /** API group of all our resources. */
  public static final String GROUP = "pghealth.io";

  /** API version of all our resources. */
  public static final String VERSION = "v1alpha1";

  /** Fingerprints of findings whose new plan is accepted, separated by commas. */
  public static final String ACCEPT_PLAN = "pghealth.io/accept-plan";

  private static final long serialVersionUID = 1L;
}
