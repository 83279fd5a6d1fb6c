package io.pghealth.cli;

import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of {@code check} reports.
 *
 * @param server what was watched
 * @param ofServer what is about no single database
 * @param databases those that were watched, by name
 */
record Report(Server server, Scope ofServer, List<Scope> databases) {

  Report {
    databases = List.copyOf(databases);
  }

  /**
   * The primary.
   *
   * @param address host and port
   * @param version such as 18.6
   * @param role primary or standby
   * @param systemIdentifier 64 bits, unsigned, as decimal text
   */
  record Server(String address, String version, String role, String systemIdentifier) {}

  /**
   * One database, or the server.
   *
   * @param database null for the server
   * @param findings open ones, worst first, each followed by those that it explains
   * @param notAssessed what could not be known
   * @param checksRun names of the checks that were asked
   */
  record Scope(
      String database,
      List<LedgerEntry> findings,
      List<NotAssessed> notAssessed,
      List<String> checksRun) {

    Scope {
      findings = List.copyOf(findings);
      notAssessed = List.copyOf(notAssessed);
      checksRun = List.copyOf(checksRun);
    }

    /** How many findings of it are as bad as this. */
    int count(Severity severity) {
      return (int) findings.stream().filter(entry -> entry.severity() == severity).count();
    }
  }

  /** The server, then its databases. */
  List<Scope> scopes() {
    return Stream.concat(Stream.of(ofServer), databases.stream()).toList();
  }

  /** All findings. */
  List<LedgerEntry> findings() {
    return scopes().stream().flatMap(scope -> scope.findings().stream()).toList();
  }

  /** All that could not be known. */
  List<NotAssessed> notAssessed() {
    return scopes().stream().flatMap(scope -> scope.notAssessed().stream()).toList();
  }

  /** How many findings are as bad as this. */
  int count(Severity severity) {
    return scopes().stream().mapToInt(scope -> scope.count(severity)).sum();
  }
}
