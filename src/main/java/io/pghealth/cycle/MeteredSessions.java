package io.pghealth.cycle;

import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.RowReader;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.postgres.Sql;
import io.pghealth.target.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the sessions of one cycle cost. */
final class MeteredSessions implements Sessions {
  private final Sessions sessions;
  private final LongAdder statements = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  MeteredSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  Cost cost() {
    return new Cost(statements.sum(), Duration.ofNanos(nanos.sum()));
  }

  @Override
  public Session open(Endpoint endpoint, String database) throws SessionException {
    return new MeteredSession(sessions.open(endpoint, database));
  }

  @Override
  public Explainer openExplainer(Endpoint endpoint, String database) throws SessionException {
    return new MeteredExplainer(sessions.openExplainer(endpoint, database));
  }

  private void count(long since) {
    statements.increment();
    nanos.add(System.nanoTime() - since);
  }

  private final class MeteredSession implements Session {
    private final Session session;

    MeteredSession(Session session) {
      this.session = session;
    }

    @Override
    public ServerVersion version() {
      return session.version();
    }

    @Override
    public String database() {
      return session.database();
    }

    @Override
    public <T> List<T> query(Sql sql, RowReader<T> reader, Object... binds)
        throws SessionException {
      long since = System.nanoTime();
      try {
        return session.query(sql, reader, binds);
      } finally {
        count(since);
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private final class MeteredExplainer implements Explainer {
    private final Explainer explainer;

    MeteredExplainer(Explainer explainer) {
      this.explainer = explainer;
    }

    @Override
    public Outcome explain(Request request) {
      long since = System.nanoTime();
      try {
        return explainer.explain(request);
      } finally {
        count(since);
      }
    }

    @Override
    public void close() {
      explainer.close();
    }
  }
}
