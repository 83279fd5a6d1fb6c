package io.pghealth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data flows one way: a package imports only what stands before it. */
class DirectionTest {
  private static final String ROOT = "io.pghealth.";

  /** The engine, in the order of the flow. */
  private static final List<String> ENGINE =
      List.of(
          "target",
          "postgres",
          "snapshot",
          "finding",
          "history",
          "bloat",
          "plan",
          "check",
          "cycle");

  private static final List<String> EDGES = List.of("api", "publish", "operator", "cli", "demo");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pghealth");

  @TestFactory
  List<DynamicTest> noPackageImportsWhatComesAfterIt() {
    return IntStream.range(0, ENGINE.size())
        .mapToObj(i ->
            DynamicTest.dynamicTest(
                ENGINE.get(i),
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage(ROOT + ENGINE.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(after(i))
                        .allowEmptyShould(true)
                        .check(classes)))
        .toList();
  }

  @Test
  void theEngineKnowsNeitherKubernetesNorQuarkus() {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE.stream().map(ROOT::concat).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..", "io.quarkus..", "io.javaoperatorsdk..", "io.micrometer..", "jakarta..")
        .check(classes);
  }

  @Test
  void onlyThePostgresPackageTalksToServers() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "target",
            ROOT + "finding",
            ROOT + "history",
            ROOT + "bloat",
            ROOT + "check",
            ROOT + "cycle",
            ROOT + "publish",
            ROOT + "operator..",
            ROOT + "cli")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
        .check(classes);
  }

  private static String[] after(int i) {
    return java.util.stream.Stream.concat(
            ENGINE.subList(i + 1, ENGINE.size()).stream().map(ROOT::concat),
            EDGES.stream().map(e -> ROOT + e + ".."))
        .toArray(String[]::new);
  }
}
