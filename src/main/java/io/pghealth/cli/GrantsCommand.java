package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.GrantCollector;
import io.pghealth.snapshot.GrantFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pghealth grants}: the SQL of the narrow monitoring role. It changes nothing itself. */
@Command(
    name = "grants",
    description = "Print the SQL of the narrow monitoring role, and what each grant unlocks.",
    sortOptions = false,
    footer = {
      "",
      "Asked as an administrator, it plans the role pghealth; else the role in the URL. What the",
      "role has already is printed as a comment. Nothing is changed: read the script, then run it."
    })
final class GrantsCommand implements Callable<Integer> {
  private static final String STATEMENTS = "pg_stat_statements";

  private final Terminal terminal;

  @Mixin private ServerOptions server;

  GrantsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UsageException {
    Connection connection = server.connection(terminal);
    try (Session session = connection.open(connection.database())) {
      print(connection, session);
      return ExitCode.OK;
    } catch (SessionException e) {
      throw connection.failure(connection.database(), e);
    }
  }

  private void print(Connection connection, Session session) throws SessionException {
    GrantCollector collector = new GrantCollector(session);
    GrantFacts.Asker asker = collector.asker();
    String role = asker.administrator() ? GrantPlan.ROLE : asker.login();
    GrantPlan plan = new GrantPlan(role);
    List<GrantFacts.Database> all = collector.databases(role);
    List<GrantFacts.Database> watched =
        all.stream().filter(database -> connection.watches(database.name())).toList();

    List<Grant.Section> sections = new ArrayList<>();
    sections.add(plan.server(asker, collector.role(role), watched, session.version()));
    Set<String> unseen = new LinkedHashSet<>();
    Set<String> functionOwners = new LinkedHashSet<>();
    boolean statementsWanted = !anyHasStatements(connection, all, role);
    for (GrantFacts.Database database : watched) {
      try (Session there = connection.open(database.name())) {
        GrantCollector facts = new GrantCollector(there);
        sections.add(
            plan.database(
                database.name(),
                statementsWanted && database.name().equals(connection.database()),
                facts.extensions(role),
                facts.schemas(role)));
        functionOwners.addAll(facts.functionOwners(role));
      } catch (SessionException e) {
        unseen.add(Printable.escape(database.name()) + " (" + e.getMessage() + ")");
      }
    }

    GrantScript script = new GrantScript(new Prose(terminal.out(), terminal.columns().getAsInt()));
    script.header(role, connection.address(), session.version(), asker.standby());
    script.sections(sections);
    remarks(script, all.size() - watched.size(), unseen, functionOwners);
  }

  private static void remarks(
      GrantScript script, int others, Set<String> unseen, Set<String> functionOwners) {
    if (!functionOwners.isEmpty()) {
      script.remark(
          "Functions of "
              + String.join(", ", functionOwners.stream().map(Printable::escape).toList())
              + " can be executed by the role, and EXPLAIN can run them. Together with pg_monitor"
              + " that would lend them its privileges, so plans are not assessed until the operator"
              + " is given a role of its own for EXPLAIN (spec.plans.credentialsSecretRef: LOGIN,"
              + " CONNECT, USAGE and SELECT as above, no pg_monitor) or trusts these owners"
              + " (spec.plans.trustedOwners).");
    }
    if (!unseen.isEmpty()) {
      script.remark("Not seen: " + String.join(", ", unseen) + ".");
    }
    if (others > 0) {
      script.remark(
          (others == 1 ? "1 other database is" : others + " other databases are")
              + " left out; --all-databases takes every one.");
    }
  }

  /** One database that has the extension is enough for the whole server. */
  private static boolean anyHasStatements(
      Connection connection, List<GrantFacts.Database> databases, String role) {
    for (GrantFacts.Database database : databases) {
      if (!database.mayConnect() || !database.weMayConnect()) {
        continue;
      }
      try (Session there = connection.open(database.name())) {
        if (new GrantCollector(there)
            .extensions(role).stream().anyMatch(e -> e.name().equals(STATEMENTS))) {
          return true;
        }
      } catch (SessionException e) {
        // Nobody can see into it from here; the extension may be created once more.
        continue;
      }
    }
    return false;
  }
}
