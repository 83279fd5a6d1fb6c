package io.pghealth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ControlPlaneTest {

  @Test
  void servesOurDefinitionsInANamespaceOfTheTestsOwn(ControlPlane cluster) {
    String namespace = cluster.namespace();
    assertThat(namespace).isNotEqualTo(cluster.namespace());
    assertThat(cluster.client().namespaces().withName(namespace).get()).isNotNull();
    assertThat(cluster.kubectl("get", "pgmon", "--namespace", namespace).orFail().err())
        .contains("No resources found");
    assertThat(cluster.kubectl("version").orFail().out())
        .contains("Server Version: v" + Tools.KUBERNETES);
  }

  @Test
  void aTokenOfAServiceAccountIsThatAccountAndNothingMore(ControlPlane cluster) {
    String namespace = cluster.namespace();
    cluster.kubectl("create", "serviceaccount", "narrow", "--namespace", namespace).orFail();
    var asNarrow = Map.of("KUBECONFIG", cluster.kubeconfigOf(namespace, "narrow").toString());
    assertThat(Tools.run("kubectl", asNarrow, "auth", "whoami").orFail().out())
        .contains("system:serviceaccount:" + namespace + ":narrow");
    var refused = Tools.run("kubectl", asNarrow, "get", "secrets");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("Forbidden");
  }

  @Test
  void aMissingProgramIsSaidWithTheCommandThatBringsIt() {
    assertThat(Tools.missing("kubectl", "no-such-program"))
        .hasValue("no-such-program missing: run src/control-plane/fetch.sh test");
  }
}
