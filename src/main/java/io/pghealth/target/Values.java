package io.pghealth.target;

import java.util.Map;

/**
 * Parameters of a URI, the environment behind them.
 *
 * @param given by name
 * @param env environment variables
 */
record Values(Map<String, String> given, Map<String, String> env) {

  /** The parameter, else the variable, else the default; an empty value counts as absent. */
  String get(String parameter, String variable, String otherwise) {
    String value = given.get(parameter);
    if (value == null || value.isEmpty()) {
      value = env.get(variable);
    }
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** A value in quotes for a message, on one line and not endless. */
  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return '"' + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + '"';
  }
}
