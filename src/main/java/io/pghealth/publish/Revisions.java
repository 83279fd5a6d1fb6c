package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.pghealth.api.Bounds;
import io.pghealth.api.MonitorState;
import io.pghealth.api.MonitorStateSpec;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.history.HistoryCodec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Documents cut into objects and put together again. A revision is called {@code <number>-<first 32
 * hex of SHA-256>}; it is complete when all its parts are there and the hash is right.
 */
final class Revisions {
  /** Objects of one monitor: two documents of two parts. */
  static final int SLOTS = 4;

  private static final int PARTS = 2;
  private static final int HASH = 32;

  private Revisions() {}

  static String name(PostgresMonitor monitor, int slot) {
    return monitor.getMetadata().getName() + "-" + slot;
  }

  /** The slot to write to, so that the revision before stays whole. */
  static int next(Revision before) {
    return before == null || before.slot() != 0 ? 0 : PARTS;
  }

  /** The objects of a new revision, to be written in this order. */
  static List<MonitorState> cut(PostgresMonitor monitor, Revision revision) {
    String data = Base64.getEncoder().encodeToString(revision.bytes());
    String name = revision.number() + "-" + hash(revision.bytes());
    int parts = (data.length() + Bounds.STATE_DATA - 1) / Bounds.STATE_DATA;
    List<MonitorState> objects = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      MonitorState object = new MonitorState();
      object.setMetadata(
          new ObjectMetaBuilder()
              .withNamespace(monitor.getMetadata().getNamespace())
              .withName(name(monitor, revision.slot() + part))
              .withOwnerReferences(ReportBuilder.owner(monitor))
              .build());
      object.setSpec(
          new MonitorStateSpec(
              monitor.getMetadata().getName(),
              HistoryCodec.FORMAT,
              name,
              part,
              parts,
              data.substring(
                  part * Bounds.STATE_DATA,
                  Math.min(data.length(), (part + 1) * Bounds.STATE_DATA))));
      objects.add(object);
    }
    return objects;
  }

  /** Complete revisions, newest first. */
  static List<Revision> complete(List<MonitorState> objects) {
    Map<String, List<MonitorState>> byRevision =
        objects.stream()
            .filter(o -> usable(o.getSpec()))
            .collect(Collectors.groupingBy(o -> o.getSpec().revision()));
    return byRevision.entrySet().stream()
        .map(e -> join(e.getKey(), e.getValue()))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Revision::number).reversed())
        .toList();
  }

  private static boolean usable(MonitorStateSpec spec) {
    return spec != null
        && spec.revision() != null
        && spec.revision().matches("[0-9]{1,18}-[0-9a-f]{32}")
        && spec.part() != null
        && spec.parts() != null
        && spec.data() != null;
  }

  private static Optional<Revision> join(String name, List<MonitorState> objects) {
    List<MonitorStateSpec> parts =
        objects.stream()
            .map(MonitorState::getSpec)
            .sorted(Comparator.comparing(MonitorStateSpec::part))
            .toList();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).part() != i || parts.get(i).parts() != parts.size()) {
        return Optional.empty();
      }
    }
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(parts.stream().map(MonitorStateSpec::data).collect(Collectors.joining()));
      String[] numberAndHash = name.split("-");
      return numberAndHash[1].equals(hash(bytes))
          ? Optional.of(new Revision(Long.parseLong(numberAndHash[0]), slot(objects), bytes))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first part's; names end in the slot. */
  private static int slot(List<MonitorState> objects) {
    return objects.stream()
        .map(o -> o.getMetadata().getName())
        .mapToInt(n -> n.charAt(n.length() - 1) - '0')
        .min()
        .orElseThrow();
  }

  private static String hash(byte[] bytes) {
    return Hash.hex(bytes).substring(0, HASH);
  }
}
