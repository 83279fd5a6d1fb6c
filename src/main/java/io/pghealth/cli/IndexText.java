package io.pghealth.cli;

import io.pghealth.bloat.RebuiltSize;
import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.RebuiltSize.NotEstimated;
import io.pghealth.cycle.IndexListing.Listed;
import io.pghealth.cycle.IndexListing.Row;
import io.pghealth.postgres.Printable;
import io.pghealth.snapshot.IndexFacts.Flag;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Indexes as a table for people: those that a rebuild shrinks most come first. */
final class IndexText {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private final Style style;

  IndexText(Style style) {
    this.style = style;
  }

  void print(List<Listed> databases, PrintStream out) {
    boolean first = true;
    for (Listed database : databases) {
      if (!first) {
        out.println();
      }
      first = false;
      out.println(
          style.heading("Database " + Printable.escape(database.name()))
              + ": "
              + database.indexes().size()
              + (database.indexes().size() == 1 ? " index" : " indexes"));
      if (!database.indexes().isEmpty()) {
        table(database.indexes(), out);
      }
    }
  }

  private void table(List<Row> rows, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of("SIZE", "REBUILT", "CONFIDENCE", "SCANS", "METHOD", "INDEX", "TABLE", "REMARKS"));
    rows.stream()
        .sorted(Comparator.comparingLong(IndexText::saved).reversed())
        .map(IndexText::cells)
        .forEach(cells::add);
    int columns = cells.getFirst().size();
    int[] widths = new int[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = Prose.widest(cells.stream().map(row -> row.get(column)).toList());
    }
    for (int r = 0; r < cells.size(); r++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = cells.get(r).get(c);
        String gap = " ".repeat(widths[c] - cell.codePointCount(0, cell.length()));
        boolean number = c < 2 || c == 3;
        line.append(number ? gap + cell : cell + gap).append("  ");
      }
      String text = line.toString().stripTrailing();
      out.println(r == 0 ? style.label(text) : text);
    }
  }

  private static long saved(Row row) {
    return row.rebuilt() instanceof Estimated e ? row.index().sizeBytes() - e.bytes() : 0;
  }

  private static List<String> cells(Row row) {
    RebuiltSize rebuilt = row.rebuilt();
    List<String> remarks = new ArrayList<>();
    if (row.index().is(Flag.INVALID)) {
      remarks.add("invalid");
    }
    remarks.add(
        row.index().is(Flag.CONSTRAINT)
            ? "constraint"
            : row.index().is(Flag.UNIQUE) ? "unique" : "");
    if (!row.index().accessMethod().equals("btree")) {
      remarks.add(row.index().accessMethod());
    }
    if (row.index().predicate() != null) {
      remarks.add("partial");
    }
    switch (rebuilt) {
      case Estimated e when e.doubt() != null && !row.measured() -> remarks.add(e.doubt());
      case NotEstimated n -> remarks.add("not assessed: " + n.reason());
      default -> {}
    }
    remarks.removeIf(String::isEmpty);
    return List.of(
        size(row.index().sizeBytes()),
        rebuilt instanceof Estimated e ? size(e.bytes()) : "-",
        rebuilt instanceof Estimated e ? e.confidence().text() : "-",
        row.scans() == null ? "-" : String.valueOf(row.scans()),
        rebuilt instanceof Estimated ? (row.measured() ? "measured" : "estimate") : "-",
        Printable.escape(row.index().schema() + "." + row.index().name()),
        Printable.escape(row.index().table()),
        String.join(", ", remarks));
  }

  private static String size(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }
}
