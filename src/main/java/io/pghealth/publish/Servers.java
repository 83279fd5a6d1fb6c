package io.pghealth.publish;

import io.pghealth.api.Bounds;
import io.pghealth.api.InstanceStatus;
import io.pghealth.api.ServerStatus;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;

/** The watched server, as status shows it. */
final class Servers {
  private Servers() {}

  /** What was not read this time is kept: a server that is down has not lost its version. */
  static ServerStatus status(Snapshot snapshot, ServerStatus before) {
    InstanceFacts primary =
        snapshot.instances().isEmpty()
            ? null
            : snapshot.primary().facts().toOptional().orElse(null);
    return new ServerStatus(
        primary != null
            ? Text.prose(primary.version().toString(), Bounds.WORD)
            : before == null ? null : before.version(),
        primary != null
            ? Text.prose(primary.systemIdentifier(), Bounds.WORD)
            : before == null ? null : before.systemIdentifier(),
        snapshot.instances().stream().limit(Bounds.INSTANCES).map(Servers::instance).toList());
  }

  private static InstanceStatus instance(InstanceSnapshot instance) {
    String address = Text.prose(instance.endpoint().toString(), Bounds.NAME);
    return instance
        .facts()
        .toOptional()
        .map(facts ->
            new InstanceStatus(
                address,
                facts.standby() ? "replica" : "primary",
                true,
                Text.prose(facts.version().toString(), Bounds.WORD),
                null))
        .orElseGet(() ->
            new InstanceStatus(
                address,
                null,
                false,
                null,
                Text.prose(instance.facts().missing().reason(), Bounds.PROSE)));
  }
}
