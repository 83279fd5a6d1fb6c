package io.pghealth.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The complete findings of one database, or of the server; owned by its monitor. */
@Group(PostgresMonitor.GROUP)
@Version(PostgresMonitor.VERSION)
@ShortNames("pgreport")
@AdditionalPrinterColumn(
    name = "MONITOR",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.monitor")
@AdditionalPrinterColumn(
    name = "DATABASE",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.database")
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
public final class DatabaseReport extends CustomResource<DatabaseReportSpec, DatabaseReportStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
