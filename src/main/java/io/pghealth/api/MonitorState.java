package io.pghealth.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What must outlive a restart of the operator, of one monitor; opaque, owned by the monitor. */
@Group(PostgresMonitor.GROUP)
@Version(PostgresMonitor.VERSION)
@ShortNames("pgstate")
@AdditionalPrinterColumn(
    name = "MONITOR",
    type = AdditionalPrinterColumn.Type.STRING,
    jsonPath = ".spec.monitor")
@AdditionalPrinterColumn(
    name = "PART",
    type = AdditionalPrinterColumn.Type.INTEGER,
    jsonPath = ".spec.part")
@AdditionalPrinterColumn(
    name = "AGE",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class MonitorState extends CustomResource<MonitorStateSpec, Void>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
