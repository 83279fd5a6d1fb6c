package io.pghealth.bloat;

import java.util.List;

/** Draws rows whose columns do not depend on each other, evenly spread instead of by chance. */
final class Draw {
  private final Model model;
  private final Spread spread;

  Draw(Model model) {
    this.model = model;
    this.spread = new Spread(model.columns().size());
  }

  /**
   * Draws a row.
   *
   * @param payloads takes the sizes of its columns
   * @return how many other rows are expected to have its key, and how many there can be
   */
  double[] row(int i, int[] payloads) {
    int columns = model.columns().size();
    double fraction = 1;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < columns; c++) {
      double place = spread.place(c, i);
      List<Share> shares = model.columns().get(c);
      int s = 0;
      while (s < shares.size() - 1 && place >= shares.get(s).share()) {
        place -= shares.get(s).share();
        s++;
      }
      Share share = shares.get(s);
      payloads[c] = share.size(share.share() > 0 ? place / share.share() : 0);
      if (c < model.keyColumns()) {
        double rows = Math.max(1, share.rowsPerValue());
        fraction *= rows / model.rows();
        least = Math.min(least, rows);
      }
    }
    double others = Math.max(0, least - 1) * fraction / (least / model.rows());
    return new double[] {others, Math.max(0, least - 1)};
  }

  /** Different values of a key column. */
  double distinct(int column) {
    double sum = 0;
    for (Share share : model.columns().get(column)) {
      sum += share.share() * model.rows() / Math.max(1, share.rowsPerValue());
    }
    return Math.max(1, sum);
  }
}
