package io.pghealth.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a threshold of a check. The component's type says its form: {@code Duration} ({@code
 * 14d}), {@link Bytes} ({@code 1Mi}), {@code int}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** One sentence for {@code kubectl explain}, with the unit. */
  String value();

  /** As a user would write it. */
  String defaultValue();

  /** Least value of an {@code int}. */
  int min() default 0;

  /** Largest value of an {@code int}. */
  int max() default Integer.MAX_VALUE;
}
