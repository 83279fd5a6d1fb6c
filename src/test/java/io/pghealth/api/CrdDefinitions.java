package io.pghealth.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Makes the custom resource definitions from the classes of this package. */
final class CrdDefinitions {
  private static final Map<Class<? extends HasMetadata>, String> KINDS =
      Map.of(
          PostgresMonitor.class,
          "One Postgres cluster to watch, read-only: what is wrong, how sure we are, what it costs"
              + " and what mends it.",
          DatabaseReport.class,
          "The complete findings of one database, or of the server; there as long as its monitor"
              + " watches it.",
          MonitorState.class,
          "What must outlive a restart of pghealth; not for people.");

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectMapper yaml =
      new ObjectMapper(
              new YAMLFactory()
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /** File name to contents. */
  SequencedMap<String, String> files() {
    TreeMap<String, String> files = new TreeMap<>();
    for (ObjectNode definition : definitions()) {
      try {
        files.put(
            definition.path("metadata").path("name").asText() + ".yaml",
            yaml.writeValueAsString(definition));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private Collection<ObjectNode> definitions() {
    Map<String, ObjectNode> definitions = new TreeMap<>();
    CRDPostProcessor keep =
        new CRDPostProcessor() {
          @Override
          public HasMetadata process(HasMetadata crd, String version) {
            definitions.put(
                ((CustomResourceDefinition) crd).getSpec().getNames().getKind(),
                json.valueToTree(crd));
            return crd;
          }
        };
    new CRDGenerator()
        .customResourceClasses(KINDS.keySet())
        .forCRDVersions("v1")
        .withParallelGenerationEnabled(false)
        .withPostProcessor(keep)
        .withOutput(
            new CRDGenerator.CRDOutput<>() {
              @Override
              public ByteArrayOutputStream outputFor(String name) {
                return new ByteArrayOutputStream();
              }

              @Override
              public void close() {}
            })
        .generate();
    KINDS.forEach((type, description) ->
        new CrdPolish().accept(definitions.get(type.getSimpleName()), type, description));
    return definitions.values();
  }
}
