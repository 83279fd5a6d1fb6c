package io.pghealth.demo;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real etcd and kube-apiserver of its own. */
final class DemoCluster implements AutoCloseable {
  private final DemoFiles files;
  private final Path folder;
  private final KubeAPIServer server;
  private final KubernetesClient client;

  private DemoCluster(DemoFiles files, Path folder, KubeAPIServer server) {
    this.files = files;
    this.folder = folder;
    this.server = server;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .build();
  }

  static DemoCluster start(DemoFiles files, Path folder) throws IOException {
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(files.controlPlane().toString())
                .withApiServerVersion(files.kubernetesVersion())
                .withOfflineMode(true)
                .withStartupTimeout(60_000)
                .withWaitForEtcdHealthCheckOnStartup(true)
                .build());
    server.start();
    DemoCluster cluster = new DemoCluster(files, folder, server);
    Files.writeString(cluster.adminKubeconfig(), server.getKubeConfigYaml());
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  Path adminKubeconfig() {
    return folder.resolve("admin.kubeconfig");
  }

  Path kubectlProgram() {
    return files.program("kubectl");
  }

  /** A kubeconfig with a token of the ServiceAccount and nothing more. */
  Path serviceAccountKubeconfig(String namespace, String account)
      throws IOException, InterruptedException {
    String token =
        kubectl("create", "token", account, "--namespace", namespace, "--duration", "1h").strip();
    Config admin = client.getConfiguration();
    Map<String, Object> kubeconfig =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "current-context",
            "demo",
            "clusters",
            List.of(
                Map.of(
                    "name",
                    "demo",
                    "cluster",
                    Map.of(
                        "server",
                        admin.getMasterUrl(),
                        "certificate-authority",
                        files.controlPlane().resolve("apiserver.crt").toString()))),
            "users",
            List.of(Map.of("name", account, "user", Map.of("token", token))),
            "contexts",
            List.of(
                Map.of(
                    "name",
                    "demo",
                    "context",
                    Map.of("cluster", "demo", "user", account, "namespace", namespace))));
    Path file = folder.resolve("operator.kubeconfig");
    Files.writeString(file, Serialization.asYaml(kubeconfig));
    return file;
  }

  /** Runs kubectl as administrator and returns what it printed; fails with what it complained. */
  String kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    kubectlProgram().toString(), "--kubeconfig", adminKubeconfig().toString()),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(files.home().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("kubectl " + String.join(" ", arguments) + ": " + output.strip());
    }
    return output;
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
