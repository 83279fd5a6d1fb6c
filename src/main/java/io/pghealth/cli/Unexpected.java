package io.pghealth.cli;

import java.util.Arrays;

/** A fault of ours: said in one sentence, with the place but no text, which may be a user's. */
final class Unexpected {
  private Unexpected() {}

  static String sentence(Throwable fault) {
    String place =
        Arrays.stream(fault.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.pghealth."))
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return "this is a fault in pghealth, please report it: "
        + fault.getClass().getSimpleName()
        + place
        + ".";
  }
}
