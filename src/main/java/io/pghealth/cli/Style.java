package io.pghealth.cli;

import io.pghealth.finding.Severity;

/**
 * Colour, where there is any.
 *
 * @param colour whether to use it
 */
record Style(boolean colour) {

  String severity(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL -> paint("1;31", text);
      case HIGH -> paint("31", text);
      case MEDIUM -> paint("33", text);
      case LOW -> paint("36", text);
      case INFO -> paint("2", text);
    };
  }

  String heading(String text) {
    return paint("1", text);
  }

  String label(String text) {
    return paint("2", text);
  }

  String sql(String text) {
    return paint("32", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
