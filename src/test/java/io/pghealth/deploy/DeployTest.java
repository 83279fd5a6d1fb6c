package io.pghealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.Tools;
import io.pghealth.testing.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `kubectl apply -f crds/ && kubectl apply -k deploy`. */
@WithControlPlane
class DeployTest {

  @BeforeEach
  void install(ControlPlane cluster) {
    cluster.kubectl("apply", "-k", "deploy").orFail();
  }

  @Test
  void isTakenAgainAsItStands(ControlPlane cluster) {
    var again = cluster.kubectl("apply", "-k", "deploy").orFail();
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("deployment.apps/pghealth unchanged");
  }

  /**
   * No controller makes the pod here, so it is made by hand: Pod Security judges pods, not
   * Deployments.
   */
  @Test
  void itsPodIsOneThatARestrictedNamespaceTakes(ControlPlane cluster, @TempDir Path folder)
      throws IOException {
    var pod =
        (ObjectNode) Manifests.ofKustomize().one("Deployment", "pghealth").at("/spec/template");
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ((ObjectNode) pod.get("metadata")).put("name", "pod").put("namespace", "pghealth");
    assertThat(create(cluster, pod, folder).orFail().out()).contains("pod/pod created");
    ((ObjectNode) pod.at("/spec/containers/0/securityContext"))
        .put("allowPrivilegeEscalation", true);
    assertThat(create(cluster, pod, folder).err()).contains("violates PodSecurity");
  }

  private static Tools.Result create(ControlPlane cluster, JsonNode object, Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("object.json"), object.toString());
    return cluster.kubectl("create", "--dry-run=server", "-f", file.toString());
  }

  @Test
  void theSampleIsTaken(ControlPlane cluster) {
    var taken =
        cluster
            .kubectl(
                "apply", "--dry-run=server", "-n", cluster.namespace(), "-f", "deploy/samples/")
            .orFail();
    assertThat(taken.out()).contains("postgresmonitor.pghealth.io/orders created");
  }

  @ParameterizedTest
  @CsvSource({
    "yes, list, postgresmonitors.pghealth.io, default",
    "yes, watch, postgresmonitors.pghealth.io, default",
    "no, update, postgresmonitors.pghealth.io, default",
    "no, delete, postgresmonitors.pghealth.io, default",
    "yes, patch, postgresmonitors.pghealth.io/status, default",
    "yes, create, databasereports.pghealth.io, default",
    "yes, patch, databasereports.pghealth.io/status, default",
    "yes, delete, monitorstates.pghealth.io, default",
    "yes, create, events.events.k8s.io, default",
    "no, list, events.events.k8s.io, default",
    "no, create, events, default",
    "yes, get, secrets, default",
    "no, list, secrets, default",
    "no, watch, secrets, default",
    "yes, get, configmaps, default",
    "no, list, configmaps, default",
    "no, create, configmaps, default",
    "yes, list, pods, default",
    "no, watch, pods, default",
    "no, get, pods, default",
    "yes, get, replicasets.apps, default",
    "no, list, replicasets.apps, default",
    "yes, get, controllerrevisions.apps, default",
    "no, list, controllerrevisions.apps, default",
    "no, get, deployments.apps, default",
    "no, get, customresourcedefinitions.apiextensions.k8s.io, default",
    "yes, update, leases.coordination.k8s.io, pghealth",
    "no, get, leases.coordination.k8s.io, default"
  })
  void theServiceAccountMayDoWhatTheOperatorDoesAndNoMore(
      String may, String verb, String resource, String namespace, ControlPlane cluster) {
    var asOperator = Map.of("KUBECONFIG", cluster.kubeconfigOf("pghealth", "pghealth").toString());
    String[] parts = resource.split("/");
    var said =
        parts.length == 1
            ? Tools.run("kubectl", asOperator, "auth", "can-i", verb, resource, "-n", namespace)
            : Tools.run(
                "kubectl",
                asOperator,
                "auth",
                "can-i",
                verb,
                parts[0],
                "--subresource",
                parts[1],
                "-n",
                namespace);
    assertThat(said.out().strip()).isEqualTo(may);
  }
}
