package io.pghealth.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pghealth.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The documents of a stream of YAML. */
record Manifests(String text, List<JsonNode> documents) {

  static Manifests of(String text) {
    try {
      var yaml = new YAMLMapper();
      return new Manifests(
          text,
          yaml.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll().stream()
              .filter(document -> !document.isNull() && !document.isMissingNode())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What `helm template` makes of the chart. */
  static Manifests ofChart(String... settings) {
    return of(helm(settings).orFail().out());
  }

  static Tools.Result helm(String... settings) {
    return Tools.run(
        "helm",
        Map.of(),
        Stream.concat(
                Stream.of("template", "pghealth", "helm/pghealth", "--namespace", "pghealth"),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  static Manifests ofKustomize() {
    return of(Tools.run("kubectl", Map.of(), "kustomize", "deploy").orFail().out());
  }

  List<JsonNode> ofKind(String kind) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  JsonNode one(String kind, String name) {
    return ofKind(kind).stream()
        .filter(document -> document.at("/metadata/name").asText().equals(name))
        .reduce((first, second) -> {
          throw new AssertionError("more than one " + kind + " " + name);
        })
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }
}
