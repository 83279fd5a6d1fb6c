package io.pghealth.history;

import java.util.List;

/**
 * What checks ask of the text of a query, without any literal. Names are as the text writes them,
 * quotes and all, but for {@code relations}.
 *
 * @param relations that it reads, folded as the server does, without schema, at most {@link #MOST}
 * @param lookup set where all that it does is to find rows of one relation by one column
 * @param grouped rows that it returns are made of others: GROUP BY, DISTINCT, UNION, OVER, WITH and
 *     alike
 * @param limited it has LIMIT or FETCH FIRST
 * @param offset it has OFFSET
 * @param equalities columns compared by = with a parameter, all of WHERE's conditions being joined
 *     by AND, at most {@link #MOST}
 * @param filtered it has other conditions that rows may fail
 * @param computed its list calls functions that may be anybody's or holds queries, or it is ordered
 *     by what the list computes
 * @param order its ORDER BY list; null for none
 * @param rows hash of what is left without ORDER BY, LIMIT and OFFSET: two statements with the same
 *     ask for the same rows; null where that cannot be told
 */
public record StatementTraits(
    List<String> relations,
    Lookup lookup,
    boolean grouped,
    boolean limited,
    boolean offset,
    List<String> equalities,
    boolean filtered,
    boolean computed,
    String order,
    String rows) {

  /** Names that are kept of a kind. */
  public static final int MOST = 12;

  /** Of a text that nobody can tell the end of the literals of. */
  public static StatementTraits unclear() {
    return new StatementTraits(
        List.of(), null, true, true, false, List.of(), true, true, null, null);
  }

  /** Copies the lists. */
  public StatementTraits {
    relations = List.copyOf(relations);
    equalities = List.copyOf(equalities);
  }

  /**
   * {@code … FROM relation WHERE column = $1}.
   *
   * @param relation as it stands in the text, with its schema where it has one
   * @param column as it stands in the text, without its table
   * @param attribute the column as the catalog has it
   */
  public record Lookup(String relation, String column, String attribute) {}
}
