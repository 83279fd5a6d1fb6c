package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tells two indexes of the same columns apart, for the same indexes as {@link IndexFacts}.
 *
 * @param indexes by OID
 */
public record IndexIdentity(Map<Long, Identity> indexes) {

  /** Copies the map. */
  public IndexIdentity {
    indexes = Map.copyOf(indexes);
  }

  /** One index; empty where it was not there yet, or is no more. */
  public Optional<Identity> of(long indexOid) {
    return Optional.ofNullable(indexes.get(indexOid));
  }

  /**
   * One index.
   *
   * @param immediate pg_index.indimmediate: uniqueness is checked at once, not at the end
   * @param expressions pg_index.indexprs as a list of node trees, without the positions in the text
   *     that it was parsed from; null for none. Equal trees compute the same; the text of two
   *     expressions can be equal though they call different functions
   * @param predicate pg_index.indpred likewise; null where it is not partial
   * @param options pg_class.reloptions
   * @param columnOptions options of operator classes, by column
   */
  public record Identity(
      boolean immediate,
      String expressions,
      String predicate,
      List<String> options,
      List<String> columnOptions) {

    /** Copies the lists. */
    public Identity {
      options = options.stream().sorted().toList();
      columnOptions = List.copyOf(columnOptions);
    }
  }
}
