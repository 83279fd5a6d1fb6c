package io.pghealth.cli;

import io.pghealth.cycle.IndexListing;
import io.pghealth.cycle.IndexListing.Listed;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceFacts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pghealth indexes}: what each index weighs, and would after a rebuild. */
@Command(
    name = "indexes",
    description = "List every index with its size, its size after a rebuild, and its scans.",
    sortOptions = false,
    footer = {
      "",
      "Sizes after a rebuild are estimated from statistics. Where these do not tell, the index is",
      "read with pgstatindex, if pgstattuple is installed: at most 2 GiB a run, the largest first."
    })
final class IndexesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;

  @Option(
      names = "--replica",
      paramLabel = "URL",
      description = "A replica of it, whose scans count as well. Repeatable.")
  private List<String> replicas = List.of();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to report (default: text).",
      converter = OutputForm.Converter.class)
  private OutputForm output;

  IndexesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UsageException {
    Connection connection = server.connection(terminal, replicas);
    try (Session session = connection.open(connection.database())) {
      // The first contact: says in one sentence why there is none.
      session.version();
    } catch (SessionException e) {
      throw connection.failure(connection.database(), e);
    }
    IndexListing listing = new IndexListing(connection.target(), connection.sessions());
    Collected<InstanceFacts> primary = listing.primary();
    if (primary.missing() != null) {
      throw connection.failure(connection.database(), primary.missing().reason());
    }
    List<Listed> databases = listing.list(primary.toOptional().orElseThrow());
    if (databases.size() == 1 && databases.getFirst().problem() != null) {
      throw connection.failure(databases.getFirst().name(), databases.getFirst().problem());
    }
    switch (output) {
      case JSON -> new IndexJson().print(databases, terminal.out());
      case TEXT -> new IndexText(new Style(terminal.colour())).print(databases, terminal.out());
    }
    terminal.out().flush();
    databases.stream()
        .filter(d -> d.problem() != null)
        .forEach(d -> terminal.say(connection.failure(d.name(), d.problem()).getMessage()));
    return ExitCode.OK;
  }
}
