package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.NotAssessed;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseAges;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.FreezeAges;
import io.pghealth.snapshot.SettingFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Relations whose multixact IDs are not frozen in time: the server stops before they are used
 * again.
 */
public final class MultixactRisk implements DatabaseCheck<NoSettings>, ServerCheck<NoSettings> {
  static final String NAME = "MultixactRisk";

  private static final int TELLS_MEMBERS = 19;

  private static final FreezeAssessment ASSESSMENT = new FreezeAssessment(NAME, IdSpace.MULTIXACTS);

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
    return Set.of(FreezeAges.class, DatabaseAges.class, SettingFacts.class);
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
    Assessment ages = ASSESSMENT.of(facts);
    boolean told =
        facts
            .snapshot()
            .primary()
            .facts()
            .toOptional()
            .map(i -> i.version().major() >= TELLS_MEMBERS)
            .orElse(true);
    if (told) {
      return ages;
    }
    List<NotAssessed> gaps = new ArrayList<>(ages.notAssessed());
    gaps.add(
        NotAssessed.partly(
            NAME,
            null,
            "member space: before PostgreSQL 19 no function tells how much of it is used",
            Remedy.note(
                "Upgrade to 19 once it is out. Until then see the size of pg_multixact/members in"
                    + " the data directory: at 20 GiB the space of 4 billion members is used up.")));
    return new Assessment(NAME, null, ages.findings(), gaps);
  }
}
