package io.pghealth.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * Runs a test on the majors that its annotation asks for, each with the one shared server of that
 * major.
 */
public final class PgVersions implements TestTemplateInvocationContextProvider {
  /** Oldest major that there are binaries of. */
  public static final int OLDEST = 14;

  /** Newest major that there are binaries of. */
  public static final int NEWEST = 18;

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    String wanted = System.getProperty("pghealth.pg", "");
    return majors(context, wanted).stream().map(major -> new OnMajor(major));
  }

  private static List<Integer> majors(ExtensionContext context, String wanted) {
    var method = context.getRequiredTestMethod();
    var every = method.getAnnotation(OnEveryVersion.class);
    var one = method.getAnnotation(OnOneVersion.class);
    int from = every != null ? every.from() : one.from();
    int to = every != null ? every.to() : one.to();
    List<Integer> possible = IntStream.rangeClosed(from, to).boxed().toList();
    if (wanted.isEmpty() && one != null) {
      return List.of(
          chosen(context.getRequiredTestClass().getName() + "." + method.getName(), possible));
    }
    if (wanted.isEmpty() || wanted.equals("all")) {
      return possible;
    }
    Integer single = Integer.valueOf(wanted);
    // A test that means nothing on the wanted major keeps to those on which it does.
    return possible.contains(single) ? List.of(single) : possible.subList(0, 1);
  }

  /** By name, so that a test stays on its major when others come and go. */
  public static int chosen(String test, List<Integer> possible) {
    var hash = new CRC32();
    hash.update(test.getBytes(StandardCharsets.UTF_8));
    return possible.get((int) (hash.getValue() % possible.size()));
  }

  private record OnMajor(int major) implements TestTemplateInvocationContext, ParameterResolver {

    @Override
    public String getDisplayName(int index) {
      return "PostgreSQL " + major;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == PgServer.class;
    }

    @Override
    public PgServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Servers.shared(context, major);
    }
  }
}
