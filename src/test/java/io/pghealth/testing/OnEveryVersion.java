package io.pghealth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that takes a {@link PgServer} and runs on every major, since what it tests differs between
 * them. {@code -Dpghealth.pg=16} runs it on 16 alone.
 */
@TestTemplate
@ExtendWith(PgVersions.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnEveryVersion {

  /** What differs between the majors. */
  String why();

  /** The oldest major for which it means anything. */
  int from() default PgVersions.OLDEST;

  /** The newest major for which it means anything. */
  int to() default PgVersions.NEWEST;
}
