package io.pghealth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that takes a {@link PgServer} and runs on one major, always the same, chosen by the test's
 * name so that all tests together cover all of them. {@code -Dpghealth.pg=all} runs each on all,
 * {@code -Dpghealth.pg=16} on 16.
 */
@TestTemplate
@ExtendWith(PgVersions.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnOneVersion {

  /** The oldest major for which it means anything. */
  int from() default PgVersions.OLDEST;

  /** The newest major for which it means anything. */
  int to() default PgVersions.NEWEST;
}
