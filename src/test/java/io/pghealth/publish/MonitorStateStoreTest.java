package io.pghealth.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.pghealth.api.Bounds;
import io.pghealth.api.MonitorState;
import io.pghealth.api.MonitorStateSpec;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.HistoryStoreException;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.WithControlPlane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@WithControlPlane
class MonitorStateStoreTest {
  private final HistoryCodec codec = new HistoryCodec();

  @Test
  void keepsTheHistoryOwnedByItsMonitorAndWritesNothingTwice(ControlPlane cluster)
      throws Exception {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    MonitorHistory history = open(cluster, monitor);
    assertThat(history.history()).isEqualTo(History.empty());
    history.save(history("one", 3));
    assertThat(open(cluster, monitor).history()).isEqualTo(history("one", 3));

    List<String> before = versions(cluster, monitor);
    history.save(history("one", 3));
    open(cluster, monitor).save(history("one", 3));
    assertThat(versions(cluster, monitor)).isEqualTo(before);

    MonitorState object = objects(cluster, monitor).getFirst();
    assertThat(object.getMetadata().getOwnerReferences())
        .singleElement()
        .matches(o -> o.getUid().equals(monitor.getMetadata().getUid()))
        .matches(o -> o.getController() && !o.getBlockOwnerDeletion());
  }

  @Test
  void aLargeOneTakesFourObjectsAtMostAndSurvivesAHalfWrittenNext(ControlPlane cluster)
      throws Exception {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    MonitorHistory store = open(cluster, monitor);
    store.save(history("first", 700));
    store.save(history("second", 700));
    assertThat(objects(cluster, monitor)).hasSize(4);
    assertThat(objects(cluster, monitor))
        .allMatch(o -> o.getSpec().data().length() <= Bounds.STATE_DATA);
    assertThat(open(cluster, monitor).history()).isEqualTo(history("second", 700));

    // The operator is killed between the two parts of the third.
    History third = history("third", 700);
    Revision next =
        new Revision(3, 0, ((io.pghealth.history.Encoded.Fits) codec.encode(third)).bytes());
    List<MonitorState> parts = Revisions.cut(monitor, next);
    assertThat(parts).hasSize(2);
    cluster.client().resource(parts.getFirst()).forceConflicts().serverSideApply();
    MonitorHistory restarted = open(cluster, monitor);
    assertThat(restarted.history()).isEqualTo(history("second", 700));
    assertThat(restarted.warning()).isEmpty();

    restarted.save(history("fourth", 2));
    assertThat(open(cluster, monitor).history()).isEqualTo(history("fourth", 2));
  }

  @Test
  void aDamagedOneGivesWayToTheOneBeforeAndSaysSo(ControlPlane cluster) throws Exception {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    MonitorHistory store = open(cluster, monitor);
    store.save(history("first", 2));
    store.save(history("second", 2));
    put(cluster, monitor, 2, "5", "not gzip".getBytes(StandardCharsets.UTF_8));
    MonitorHistory restarted = open(cluster, monitor);
    assertThat(restarted.history()).isEqualTo(history("first", 2));
    assertThat(restarted.warning().orElseThrow()).contains("damaged");

    put(cluster, monitor, 0, "6", "not gzip either".getBytes(StandardCharsets.UTF_8));
    MonitorHistory anew = open(cluster, monitor);
    assertThat(anew.history()).isEqualTo(History.empty());
    assertThat(anew.warning().orElseThrow()).contains("starting anew");
    anew.save(history("third", 2));
    assertThat(open(cluster, monitor).history()).isEqualTo(history("third", 2));
  }

  @Test
  void aNewerFormatIsLeftAlone(ControlPlane cluster) throws Exception {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    open(cluster, monitor).save(history("first", 2));
    put(cluster, monitor, 2, "2", zip("{\"format\":7,\"history\":{}}"));
    List<String> before = versions(cluster, monitor);
    assertThatThrownBy(() -> open(cluster, monitor))
        .isInstanceOf(HistoryStoreException.class)
        .hasMessageContaining("newer pghealth (format 7, this one knows 1)");
    assertThat(versions(cluster, monitor)).isEqualTo(before);
  }

  @Test
  void whatAnEarlierMonitorOfTheNameLeftIsNotTakenOver(ControlPlane cluster) throws Exception {
    KubernetesClient client = cluster.client();
    String namespace = cluster.namespace();
    PostgresMonitor old = Samples.create(client, namespace, "orders");
    open(cluster, old).save(history("old", 2));
    client.resource(old).delete();
    PostgresMonitor young = Samples.create(client, namespace, "orders");
    MonitorHistory history = open(cluster, young);
    assertThat(history.history()).isEqualTo(History.empty());
    history.save(history("new", 2));
    assertThat(open(cluster, young).history()).isEqualTo(history("new", 2));
  }

  private MonitorHistory open(ControlPlane cluster, PostgresMonitor monitor)
      throws HistoryStoreException {
    return new MonitorStateStore(cluster.client(), codec).open(monitor);
  }

  /** Hardly compressible, so that many findings need two objects. */
  private static History history(String name, int findings) {
    Random random = new Random(name.hashCode());
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      byte[] noise = new byte[500];
      random.nextBytes(noise);
      all.add(
          Finding.of("UnusedIndex", Severity.LOW, Confidence.LOW)
              .database("shop")
              .queryId(Integer.toString(i))
              .message(HexFormat.of().formatHex(noise))
              .build());
    }
    return new History(
        "7300000000000000001",
        null,
        null,
        null,
        Samples.ledger(io.pghealth.finding.LedgerState.empty(), Samples.NOW, all, List.of())
            .state());
  }

  private static void put(
      ControlPlane cluster, PostgresMonitor monitor, int slot, String number, byte[] bytes) {
    MonitorState object = Revisions.cut(monitor, new Revision(1, slot, bytes)).getFirst();
    MonitorStateSpec spec = object.getSpec();
    object.setSpec(
        new MonitorStateSpec(
            spec.monitor(),
            spec.formatVersion(),
            number + spec.revision().substring(1),
            0,
            1,
            Base64.getEncoder().encodeToString(bytes)));
    cluster.client().resource(object).forceConflicts().serverSideApply();
  }

  private static byte[] zip(String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<MonitorState> objects(ControlPlane cluster, PostgresMonitor monitor) {
    return cluster
        .client()
        .resources(MonitorState.class)
        .inNamespace(monitor.getMetadata().getNamespace())
        .list()
        .getItems();
  }

  private static List<String> versions(ControlPlane cluster, PostgresMonitor monitor) {
    return objects(cluster, monitor).stream()
        .map(o -> o.getMetadata().getName() + "@" + o.getMetadata().getResourceVersion())
        .toList();
  }
}
