package io.pghealth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test class whose methods take the {@link ControlPlane} of this JVM, with our definitions
 * applied. Skipped or failed as {@link NeedsTools} says where the programs are missing.
 */
@NeedsTools({"kube-apiserver", "etcd", "kubectl"})
@ExtendWith(WithControlPlane.Resolver.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithControlPlane {

  /** Starts it once; the root's store stops it when the last test of the JVM has ended. */
  final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(ControlPlane.class))
          .computeIfAbsent("control plane", ignored -> ControlPlane.start(), ControlPlane.class);
    }
  }
}
