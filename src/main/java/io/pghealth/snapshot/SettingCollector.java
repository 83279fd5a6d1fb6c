package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.SettingFacts.Value;
import java.util.HashMap;
import java.util.Map;

/** Reads {@link SettingFacts} of the session's instance. */
public final class SettingCollector implements Collector<SettingFacts> {

  @Override
  public Class<SettingFacts> facts() {
    return SettingFacts.class;
  }

  @Override
  public Collected<SettingFacts> collect(Session session) {
    try {
      Map<String, Value> settings = new HashMap<>();
      session.query(
          new Sql("settings"),
          row ->
              settings.put(
                  row.getString("name"),
                  new Value(
                      row.getString("value"),
                      row.getString("unit"),
                      row.getString("boot_value"),
                      row.getString("source"),
                      row.getString("context"),
                      row.getBoolean("pending_restart"),
                      row.getObject("auto_conf", Boolean.class))));
      return Collected.known(new SettingFacts(settings));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
