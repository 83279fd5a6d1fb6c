package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.snapshot.DatabaseAges;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.FreezeAges;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.SettingFacts;
import java.util.Set;

/**
 * Relations whose transaction IDs are not frozen in time: the server stops before they are used
 * again.
 */
public final class WraparoundRisk implements DatabaseCheck<NoSettings>, ServerCheck<NoSettings> {
  static final String NAME = "WraparoundRisk";

  private static final FreezeAssessment ASSESSMENT =
      new FreezeAssessment(NAME, IdSpace.TRANSACTIONS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(FreezeAges.class, DatabaseAges.class, SettingFacts.class, HorizonFacts.class);
  }

  @Override
  public Floor floor(NoSettings settings) {
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, NoSettings settings) {
    return ASSESSMENT.of(facts);
  }

  @Override
  public Assessment assess(ServerFacts facts, NoSettings settings) {
    return ASSESSMENT.of(facts);
  }
}
