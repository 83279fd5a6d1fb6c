package io.pghealth.snapshot;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences of one database with the columns that their values go to, without those of system
 * catalogs and temporary tables.
 *
 * @param sequences each with its columns
 */
public record SequenceFacts(List<Sequence> sequences) implements Measured {

  /** Copies the list. */
  public SequenceFacts {
    sequences = List.copyOf(sequences);
  }

  /** Values used of those beyond half of their range. */
  @Override
  public Map<String, Long> measures() {
    Map<String, Long> measures = new HashMap<>();
    for (Sequence sequence : sequences) {
      if (sequence.last() != null && (sequence.beyondHalf() || sequence.partitions())) {
        BigInteger used = sequence.used();
        if (used.bitLength() < Long.SIZE) {
          measures.put(sequence.measure(), used.longValue());
        }
      }
    }
    return measures;
  }

  /**
   * One row of pg_sequence.
   *
   * @param oid of the sequence
   * @param schema of it
   * @param name of it
   * @param type smallint, integer or bigint
   * @param minimum seqmin
   * @param maximum seqmax
   * @param increment seqincrement; negative where it descends
   * @param cache values that a session takes at a time
   * @param cycle whether it starts anew at its end
   * @param last pg_sequence_last_value; null where it was never used, or was not read
   * @param readable whether the monitoring role may read its last value
   * @param locked it was not read since somebody holds a lock that is in the way
   * @param columns that its values go to; those of one that has used less than a percent of its
   *     range and of a smallint's only where it feeds a partition
   */
  public record Sequence(
      long oid,
      String schema,
      String name,
      String type,
      long minimum,
      long maximum,
      long increment,
      long cache,
      boolean cycle,
      Long last,
      boolean readable,
      boolean locked,
      List<Column> columns) {

    /** Copies the list. */
    public Sequence {
      columns = List.copyOf(columns);
    }

    /** The same, whose values go to these columns. */
    Sequence feeding(List<Column> fed) {
      return new Sequence(
          oid, schema, name, type, minimum, maximum, increment, cache, cycle, last, readable,
          locked, fed);
    }

    /** Whether it counts upwards. */
    public boolean ascending() {
      return increment > 0;
    }

    /** Where its own range ends. */
    public long end() {
      return ascending() ? maximum : minimum;
    }

    /** How many values were taken, from the start of its range; {@link #last} must be known. */
    public BigInteger used() {
      return until(last);
    }

    /** How many values there are from the start of its range to a value; negative before it. */
    public BigInteger until(long value) {
      BigInteger start = BigInteger.valueOf(ascending() ? minimum : maximum);
      return BigInteger.valueOf(value).subtract(start).divide(BigInteger.valueOf(increment));
    }

    /** The name of its course in the trends. */
    public String measure() {
      return "sequence/" + oid;
    }

    private boolean beyondHalf() {
      long end = end();
      for (Column column : columns) {
        Range range = column.range();
        if (range != null) {
          end = ascending() ? Math.min(end, range.maximum()) : Math.max(end, range.minimum());
        }
      }
      return used().shiftLeft(1).compareTo(until(end)) > 0;
    }

    private boolean partitions() {
      return columns.stream().anyMatch(Column::partitionKey);
    }
  }

  /** How a column gets the sequence's values. */
  public enum Feed {
    /** It is the identity column that owns the sequence. */
    IDENTITY,
    /** Its default is nextval of the sequence and nothing else. */
    DEFAULT,
    /** It owns the sequence and has no default. */
    OWNED,
    /** A foreign key refers to a column that gets them. */
    REFERENCE
  }

  /** Whose a column is. */
  public enum Descent {
    /** Its table's own. */
    OWN,
    /** It is inherited from a table that does not get the sequence's values. */
    INHERITED,
    /** It is inherited from a column of the same sequence, of which its type follows. */
    LISTED
  }

  /**
   * A table's name.
   *
   * @param schema of it
   * @param name of it
   */
  public record Name(String schema, String name) {}

  /**
   * Whole numbers that a type holds.
   *
   * @param minimum the least
   * @param maximum the largest; both cut to those of bigint
   */
  public record Range(long minimum, long maximum) {}

  /**
   * A column that a sequence's values go to.
   *
   * @param tableOid of its table
   * @param schema of its table
   * @param table its table
   * @param name of it
   * @param feed how
   * @param partition whether its table is a partition
   * @param descent whether it is inherited, as that of a partition is
   * @param partitionKey whether it is in its table's partition key
   * @param uniqueKey whether it alone is unique
   * @param domain whether its type is a domain
   * @param declaredType its type, with the modifier
   * @param baseType without modifier, below all domains
   * @param modifier pg_attribute.atttypmod, or that of the domain; -1 for none
   * @param blockers what must be dropped before its type can be changed
   * @param expressions what computes with it and is made anew when its type changes: indexes, CHECK
   *     constraints, statistics objects; the first few
   * @param children tables that inherit it and are no partitions
   * @param locked whether its default could not be read
   */
  public record Column(
      long tableOid,
      String schema,
      String table,
      String name,
      Feed feed,
      boolean partition,
      Descent descent,
      boolean partitionKey,
      boolean uniqueKey,
      boolean domain,
      String declaredType,
      String baseType,
      int modifier,
      List<String> blockers,
      List<String> expressions,
      List<Name> children,
      boolean locked) {
    private static final int HEADER = 4;

    /** Copies the lists. */
    public Column {
      blockers = List.copyOf(blockers);
      expressions = List.copyOf(expressions);
      children = List.copyOf(children);
    }

    /** What its type holds; null where that is more than a sequence can give. */
    public Range range() {
      return switch (baseType) {
        case "smallint" -> new Range(Short.MIN_VALUE, Short.MAX_VALUE);
        case "integer" -> new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
        case "numeric" ->
            // numeric.c: precision in the upper half, scale in the lower eleven bits, signed.
            modifier < HEADER
                ? null
                : digits(
                    ((modifier - HEADER) >> 16 & 0xffff)
                        - ((((modifier - HEADER) & 0x7ff) ^ 1024) - 1024),
                    true);
        case "character varying", "character" ->
            modifier < HEADER ? null : digits(modifier - HEADER, false);
        default -> null;
      };
    }

    /** Decimal digits; the sign of a text takes one of them. */
    private static Range digits(int count, boolean signApart) {
      long maximum = largest(count);
      return maximum == Long.MAX_VALUE
          ? null
          : new Range(signApart ? -maximum : -largest(count - 1), maximum);
    }

    private static long largest(int digits) {
      BigInteger value = BigInteger.TEN.pow(Math.max(0, digits)).subtract(BigInteger.ONE);
      return value.bitLength() < Long.SIZE ? value.longValue() : Long.MAX_VALUE;
    }
  }
}
