package io.pghealth.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The shared servers, for a test that chooses its majors itself. */
public final class Servers {
  private final ExtensionContext context;

  private Servers(ExtensionContext context) {
    this.context = context;
  }

  /** The one that all tests of the JVM share. */
  public PgServer of(int major) {
    return shared(context, major);
  }

  /**
   * The root's store is closed, and the servers with it, when the last test of the JVM has ended.
   */
  static PgServer shared(ExtensionContext context, int major) {
    return context
        .getRoot()
        .getStore(Namespace.create(PgServer.class))
        .computeIfAbsent(major, PgServer::startShared, PgServer.class);
  }

  /** Hands them to whoever asks. */
  public static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Servers resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return new Servers(context);
    }
  }
}
