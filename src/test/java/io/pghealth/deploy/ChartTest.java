package io.pghealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.NeedsTools;
import io.pghealth.testing.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart. */
@WithControlPlane
@NeedsTools("helm")
class ChartTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas=1",
        "watchNamespaces={default,kube-public}",
        "replicas=2,image.tag=9.9.9,podLabels.team=data,podAnnotations.note=yes,nodeSelector.disk=ssd"
      })
  void whatItMakesIsTakenByTheApiServer(String settings, ControlPlane cluster, @TempDir Path folder)
      throws IOException {
    cluster.kubectl("apply", "-f", "deploy/namespace.yaml").orFail();
    Path file =
        Files.writeString(
            folder.resolve("chart.yaml"), Manifests.ofChart("--set", settings).text());
    var taken =
        cluster.kubectl(
            "apply",
            "--server-side",
            "--force-conflicts",
            "--dry-run=server",
            "-f",
            file.toString());
    assertThat(taken.orFail().err()).doesNotContain("PodSecurity").doesNotContain("unknown field");
    assertThat(taken.out()).contains("deployment.apps/pghealth serverside-applied");
  }

  @Test
  void shipsTheDefinitionsOfCrdsAndKeepsThemWhenRemoved() throws IOException {
    List<JsonNode> shipped = Manifests.ofChart().ofKind("CustomResourceDefinition");
    for (JsonNode definition : shipped) {
      var annotations = (ObjectNode) definition.at("/metadata/annotations");
      assertThat(annotations.remove("helm.sh/resource-policy").asText()).isEqualTo("keep");
      if (annotations.isEmpty()) {
        ((ObjectNode) definition.get("metadata")).remove("annotations");
      }
    }
    assertThat(shipped).containsExactlyInAnyOrderElementsOf(crds());
    assertThat(Manifests.ofChart("--set", "crds.install=false").ofKind("CustomResourceDefinition"))
        .isEmpty();
  }

  @Test
  void givesTheRightsThatDeployGives() {
    JsonNode deploy = Manifests.ofKustomize().one("ClusterRole", "pghealth").get("rules");
    JsonNode leases = Manifests.ofKustomize().one("Role", "pghealth-leases").get("rules");
    assertThat(Manifests.ofChart().one("ClusterRole", "pghealth").get("rules")).isEqualTo(deploy);
    assertThat(Manifests.ofChart().one("Role", "pghealth-leases").get("rules")).isEqualTo(leases);
  }

  @Test
  void givesNamedNamespacesARoleEachAndNothingBeyond() {
    JsonNode deploy = Manifests.ofKustomize().one("ClusterRole", "pghealth").get("rules");
    var chart = Manifests.ofChart("--set", "watchNamespaces={a,b}");
    assertThat(chart.ofKind("ClusterRole")).isEmpty();
    assertThat(chart.ofKind("ClusterRoleBinding")).isEmpty();
    assertThat(chart.ofKind("Role").stream().filter(role -> role.get("rules").equals(deploy)))
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactly("a", "b");
    assertThat(
            chart
                .one("Deployment", "pghealth")
                .at("/spec/template/spec/containers/0/env")
                .toString())
        .contains("{\"name\":\"PGHEALTH_WATCH_NAMESPACES\",\"value\":\"a,b\"}");
  }

  @Test
  void readsNoWorkloadsWhereTheyAreNotWanted() {
    JsonNode deploy = Manifests.ofKustomize().one("ClusterRole", "pghealth").get("rules");
    JsonNode without =
        Manifests.ofChart("--set", "readWorkloads=false")
            .one("ClusterRole", "pghealth")
            .get("rules");
    assertThat(without).hasSize(deploy.size() - 2);
    assertThat(without.toString()).doesNotContain("pods", "apps");
    assertThat(deploy).containsAll(without);
  }

  @Test
  void runsThePodThatDeployRuns() {
    JsonNode deploy =
        Manifests.ofKustomize().one("Deployment", "pghealth").at("/spec/template/spec");
    JsonNode chart = Manifests.ofChart().one("Deployment", "pghealth").at("/spec/template/spec");
    ((ObjectNode) chart.at("/containers/0")).remove("imagePullPolicy");
    assertThat(chart).isEqualTo(deploy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas=two",
        "watchNamespaces={Not_A_Name}",
        "image.pullPolicy=Sometimes",
        "watchNamespace={a}"
      })
  void refusesAWrongValueByName(String setting) {
    var refused = Manifests.helm("--set", setting);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains(setting.replaceAll("[.=].*", ""));
  }

  private static List<JsonNode> crds() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("crds"))) {
      return files.flatMap(file -> Manifests.of(read(file)).documents().stream()).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
