package io.pghealth.plan;

import io.pghealth.history.IndexWish.Key;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.plan.TableScans.Scan;
import io.pghealth.snapshot.CauseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which a scan's rows are wanted, or read. */
final class ScanOrder {
  private static final Pattern FIRST_COLUMN =
      Pattern.compile("^btree \\((\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)( DESC)?[,)]");

  private ScanOrder() {}

  /** Columns that a scan's rows are wanted by, or read by; empty where not all are understood. */
  static List<Key> of(Scan scan, Read read, TableScans scans) {
    if (scan.context().order().isEmpty()) {
      boolean read1 =
          scan.context().limit() > 0
              && scan.node().index() != null
              && !scan.node().conditions().containsKey("Index Cond");
      return read1 ? firstColumn(scan).stream().toList() : List.of();
    }
    List<Key> order = new ArrayList<>();
    for (String text : scan.context().order()) {
      ColumnReference key = Predicates.sorted(text);
      if (key == null
          || key.column().cast() != null
          || (key.column().alias() != null && !read.equals(scans.of(key.column().alias())))) {
        return List.of();
      }
      order.add(new Key(key.column().name(), text.endsWith(" DESC")));
    }
    return order;
  }

  /** First column of the index that a scan reads, in the order that it reads it. */
  static Optional<Key> firstColumn(Scan scan) {
    Optional<CauseFacts.Index> index = Names.index(scan.relation(), scan.node().index());
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Matcher m = FIRST_COLUMN.matcher(index.get().definition());
    if (!m.find()) {
      return Optional.empty();
    }
    boolean descending = (m.group(2) != null) != scan.node().estimate().backward();
    String name = m.group(1);
    return Optional.of(
        new Key(
            name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name,
            descending));
  }
}
