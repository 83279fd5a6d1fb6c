package io.pghealth.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;

/**
 * A real kube-apiserver and etcd. There are no controllers: nothing is garbage-collected, no
 * namespace ends, no pod runs. Get one through {@link WithControlPlane}.
 */
public final class ControlPlane implements AutoCloseable {
  private final Path folder;
  private final KubeAPIServer server;
  private final KubernetesClient client;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger namespaces = new AtomicInteger();

  private ControlPlane(Path folder, KubeAPIServer server) throws IOException {
    this.folder = folder;
    this.server = server;
    Files.writeString(kubeconfig(), server.getKubeConfigYaml());
    this.client = clientOf(server.getKubeConfigYaml());
  }

  /** Starts one of its own, with our definitions; most tests share one. Close it. */
  public static ControlPlane start() {
    Tools.missing("kube-apiserver", "etcd", "kubectl")
        .ifPresent(reason -> {
          throw new IllegalStateException(reason);
        });
    try {
      // A folder of our own with a link to the programs: certificates are written beside them, and
      // those in the
      // cache would be used beyond their year, and by several JVMs while they are being made.
      Path folder = Files.createTempDirectory("pghealth-kube");
      Path programs = folder.resolve("k8s").resolve(Tools.controlPlane().getFileName());
      Files.createDirectories(programs.getParent());
      Files.createSymbolicLink(programs, Tools.controlPlane().toAbsolutePath());
      var server =
          new KubeAPIServer(
              KubeAPIServerConfigBuilder.anAPIServerConfig()
                  .withTestDir(folder.toString())
                  .withApiServerVersion(Tools.KUBERNETES)
                  .withOfflineMode(true)
                  .withStartupTimeout(120_000)
                  .withWaitForEtcdHealthCheckOnStartup(true)
                  .build());
      server.start();
      var controlPlane = new ControlPlane(folder, server);
      // For a JVM that is ended from outside.
      Runtime.getRuntime().addShutdownHook(new Thread(controlPlane::close));
      controlPlane.applyCrds();
      return controlPlane;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that may do everything. */
  public KubernetesClient client() {
    return client;
  }

  /** The file that lets kubectl, or another process, do everything. */
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** A new, empty namespace. */
  public String namespace() {
    String name = "test-" + namespaces.incrementAndGet();
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** Applies crds/ and waits until the server serves them. */
  public void applyCrds() {
    kubectl("apply", "-f", "crds/").orFail();
    kubectl("wait", "--for=condition=established", "--timeout=60s", "-f", "crds/").orFail();
  }

  /** The real kubectl, as administrator. */
  public Tools.Result kubectl(String... arguments) {
    return Tools.run("kubectl", Map.of("KUBECONFIG", kubeconfig().toString()), arguments);
  }

  /** A kubeconfig of the operator's ServiceAccount, with the rights of deploy/ and nothing more. */
  public Path operatorKubeconfig() {
    if (client.namespaces().withName("pghealth").get() == null) {
      kubectl("create", "namespace", "pghealth").orFail();
    }
    kubectl("apply", "-n", "pghealth", "-f", "deploy/rbac.yaml").orFail();
    return kubeconfigOf("pghealth", "pghealth");
  }

  /** A client with the rights of a kubeconfig. Close it. */
  public static KubernetesClient clientOf(Path kubeconfig) {
    try {
      return clientOf(Files.readString(kubeconfig));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KubernetesClient clientOf(String kubeconfig) {
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** A kubeconfig with a token of a ServiceAccount and nothing more, valid for an hour. */
  public Path kubeconfigOf(String namespace, String serviceAccount) {
    String token =
        kubectl("create", "token", serviceAccount, "--namespace", namespace).orFail().out().strip();
    Config admin = client.getConfiguration();
    Path file = folder.resolve(namespace + "." + serviceAccount + ".kubeconfig");
    var cluster =
        Map.of("server", admin.getMasterUrl(), "certificate-authority", admin.getCaCertFile());
    var context = Map.of("cluster", "test", "user", "account", "namespace", namespace);
    try {
      return Files.writeString(
          file,
          Serialization.asYaml(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Config",
                  "current-context",
                  "test",
                  "clusters",
                  List.of(Map.of("name", "test", "cluster", cluster)),
                  "users",
                  List.of(Map.of("name", "account", "user", Map.of("token", token))),
                  "contexts",
                  List.of(Map.of("name", "test", "context", context)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    client.close();
    server.stop();
    FileUtils.deleteQuietly(folder.toFile());
  }
}
