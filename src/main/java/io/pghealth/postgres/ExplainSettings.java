package io.pghealth.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The short list of settings that change a plan and can do nothing else, with bounds.
 *
 * @param names as in pg_settings
 * @param values at the same places
 */
record ExplainSettings(List<String> names, List<String> values) {
  private static final Pattern SWITCH = Pattern.compile("enable_[a-z_]+|jit|geqo");
  private static final Pattern ON_OFF = Pattern.compile("on|off|true|false|yes|no|1|0");

  private static final Set<String> NUMBERS =
      Set.of(
          "seq_page_cost",
          "random_page_cost",
          "cpu_tuple_cost",
          "cpu_index_tuple_cost",
          "cpu_operator_cost",
          "parallel_setup_cost",
          "parallel_tuple_cost",
          "jit_above_cost",
          "jit_inline_above_cost",
          "jit_optimize_above_cost",
          "effective_cache_size",
          "work_mem",
          "hash_mem_multiplier",
          "default_statistics_target",
          "geqo_threshold",
          "geqo_effort",
          "geqo_pool_size",
          "geqo_generations",
          "geqo_selection_bias",
          "geqo_seed",
          "from_collapse_limit",
          "join_collapse_limit",
          "max_parallel_workers_per_gather");

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?(e[+-]?[0-9]{1,2})?( ?(B|kB|MB|GB|TB))?");

  /** Searching for a join order grows faster than exponentially: above these it never ends. */
  private static final Map<String, Long> HIGHEST =
      Map.of(
          "from_collapse_limit", 12L,
          "join_collapse_limit", 12L,
          "geqo_threshold", 14L,
          "geqo_effort", 10L,
          "geqo_pool_size", 1_000L,
          "geqo_generations", 1_000L,
          "default_statistics_target", 10_000L,
          "max_parallel_workers_per_gather", 64L);

  /** Names and values that may be applied; search_path comes with them. */
  static ExplainSettings chosen(Map<String, String> settings) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    settings.forEach((given, value) -> {
      String name = given.toLowerCase(Locale.ROOT);
      if (value != null && value.indexOf('\0') < 0 && accepts(name, value)) {
        names.add(name);
        values.add(clamped(name, value.strip()));
      }
    });
    return new ExplainSettings(names, values);
  }

  private static boolean accepts(String name, String value) {
    if (name.equals("search_path")) {
      return value.length() <= 8_192;
    }
    return SWITCH.matcher(name).matches()
        ? ON_OFF.matcher(value.strip().toLowerCase(Locale.ROOT)).matches()
        : NUMBERS.contains(name) && NUMBER.matcher(value.strip()).matches();
  }

  private static String clamped(String name, String value) {
    Long highest = HIGHEST.get(name);
    if (highest == null || !value.matches("[0-9]+")) {
      return value;
    }
    return String.valueOf(Math.min(highest, Long.parseLong(value)));
  }

  /** The search path that the statement's names resolve by. */
  String searchPath() {
    int at = names.indexOf("search_path");
    return at < 0 ? null : values.get(at);
  }
}
