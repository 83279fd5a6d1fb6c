package io.pghealth.cli;

import io.pghealth.check.Check;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of checks and fingerprints of findings, as a user types them. */
final class CheckNames {
  private static final Pattern FINGERPRINT = Pattern.compile("([A-Za-z0-9]+)/[0-9a-f]{16}");

  private final List<Check<?>> checks;

  CheckNames(List<Check<?>> checks) {
    this.checks = checks;
  }

  /** The names on the wire; the spelling of a policy is understood too. */
  Set<String> resolve(String flag, Collection<String> typed) throws UsageException {
    Set<String> names = new LinkedHashSet<>();
    for (String name : typed) {
      names.add(resolve(flag, name));
    }
    return names;
  }

  /** The fingerprints themselves, if each is one of an existing check. */
  Set<String> fingerprints(String flag, Collection<String> typed) throws UsageException {
    Set<String> fingerprints = new LinkedHashSet<>();
    for (String fingerprint : typed) {
      Matcher parts = FINGERPRINT.matcher(fingerprint);
      if (!parts.matches()) {
        throw new UsageException(
            flag
                + ": "
                + Visible.echo(fingerprint)
                + " is no fingerprint; write it as the report does, such as"
                + " PlanRegression/0123456789abcdef.");
      }
      resolve(flag, parts.group(1));
      fingerprints.add(fingerprint);
    }
    return fingerprints;
  }

  private String resolve(String flag, String typed) throws UsageException {
    return checks.stream()
        .filter(check -> check.name().equals(typed) || check.settingsKey().equals(typed))
        .map(Check::name)
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                flag
                    + ": there is no check "
                    + Visible.echo(typed)
                    + "; there are "
                    + checks.stream().map(Check::name).collect(Collectors.joining(", "))
                    + "."));
  }
}
