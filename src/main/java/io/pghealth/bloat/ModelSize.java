package io.pghealth.bloat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Pages that a build of a {@link Model} needs. Keys are grouped by how many rows they have; a
 * sample of the groups, spread evenly and in an order without meaning, is packed into pages.
 */
final class ModelSize {
  private static final int SAMPLED_KEYS = 8_000;
  private static final int SAMPLED_ITEMS = 16_000;
  private static final int ITEMS_OF_A_LARGE_GROUP = 1_000;

  /** Above, the Poisson distribution is as good as the normal one. */
  private static final double NORMAL_ABOVE = 100;

  private static final int QUANTILES = 41;

  private static final int HEAP_TID = 8;
  private static final int TID = 6;

  private final Model model;
  private final int largestPosting;
  private final Draw draw;
  private final double[] prefixGroups;
  private final Spread spread = new Spread(2);

  private double leaves;
  private double pivotBytes;
  private double pivots;

  ModelSize(Model model) {
    this.model = model;
    // nbtsort.c, _bt_load: a tenth of a page, less a line pointer.
    this.largestPosting = (model.blockSize() / 10 & ~7) - BtreeBuild.LINE_POINTER;
    this.draw = new Draw(model);
    this.prefixGroups = new double[model.keyColumns()];
  }

  /** A group of keys that have as many rows each. */
  private record Group(double count, int rows, int[] payloads, Share of) {}

  /** All pages, the metapage among them. */
  long pages() {
    if (model.rows() < 0.5) {
      return 1;
    }
    List<Group> groups = model.columns().size() == 1 ? ofOneColumn() : ofSeveral();
    double total = groups.stream().mapToDouble(Group::count).sum();
    prefixes(total);
    double items = 0;
    for (Group group : groups) {
      items += group.count() * items(group);
    }
    double thinned = Math.min(1, SAMPLED_ITEMS / Math.max(1, items));
    List<Group> small = new ArrayList<>();
    for (Group group : groups) {
      // A sample must not lose what there is little of, but large.
      if (items(group) >= ITEMS_OF_A_LARGE_GROUP
          || thinned < 1 && items(group) > 1 && group.count() < 2) {
        large(group, items(group));
      } else if (group.count() > 0) {
        small.add(group);
      }
    }
    small(small, thinned);
    long whole = Math.max(1, (long) Math.ceil(leaves - 1e-6));
    double pivot = pivots == 0 ? 16 : pivotBytes / pivots;
    return 1 + whole + BtreeBuild.internal(model.blockSize(), whole, pivot);
  }

  private int columns() {
    return model.columns().size();
  }

  private double items(Group group) {
    int size = model.layout().size(group.payloads(), columns());
    return Math.ceil((double) group.rows() / rowsOfAnItem(size));
  }

  /** Rows of one posting list (nbtdedup.c: _bt_dedup_save_htid). */
  private int most(int size) {
    return Math.max(1, ((largestPosting & ~7) - size) / TID);
  }

  private List<Group> ofOneColumn() {
    List<Group> groups = new ArrayList<>();
    for (Share share : model.columns().getFirst()) {
      double rows = share.share() * model.rows();
      int[] payloads = {share.sizes()[0]};
      if (rows <= 0) {
        continue;
      }
      if (!model.deduplicates() && share.rowsPerValue() <= 1) {
        groups.add(new Group(rows, 1, payloads, share));
      } else if (share.exact()) {
        mean(groups, rows, Math.min(rows, share.rowsPerValue()), payloads, share);
      } else {
        scattered(groups, rows, share.rowsPerValue(), payloads, share);
      }
    }
    return groups;
  }

  private static void mean(
      List<Group> groups, double rows, double each, int[] payloads, Share share) {
    int low = Math.max(1, (int) Math.floor(each));
    double count = rows / Math.max(1, each);
    double more = Math.max(0, Math.min(1, each - low));
    groups.add(new Group(count * (1 - more), low, payloads, share));
    groups.add(new Group(count * more, low + 1, payloads, share));
  }

  /** Rows fall to values by chance: a Poisson distribution without its zero, of this mean. */
  private static void scattered(
      List<Group> groups, double rows, double mean, int[] payloads, Share share) {
    double lambda = lambda(mean);
    if (lambda < 1e-6) {
      groups.add(new Group(rows, 1, payloads, share));
      return;
    }
    double count = rows / Math.max(1, mean);
    if (lambda > NORMAL_ABOVE) {
      NormalDistribution normal = new NormalDistribution(null, mean, Math.sqrt(mean));
      for (int i = 0; i < QUANTILES; i++) {
        int k = (int) Math.round(normal.inverseCumulativeProbability((i + 0.5) / QUANTILES));
        groups.add(new Group(count / QUANTILES, Math.max(1, k), payloads, share));
      }
      return;
    }
    double probability = Math.exp(-lambda) / -Math.expm1(-lambda);
    int last = (int) Math.ceil(lambda + 8 * Math.sqrt(lambda) + 8);
    for (int k = 1; k <= last; k++) {
      probability *= lambda / k;
      groups.add(new Group(count * probability, k, payloads, share));
    }
  }

  private static double lambda(double mean) {
    double low = 0;
    double high = Math.max(1, mean);
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (middle / -Math.expm1(-middle) < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<Group> ofSeveral() {
    int keys = (int) Math.min(SAMPLED_KEYS, Math.max(1, model.rows()));
    double each = model.rows() / keys;
    double[] others = new double[keys];
    int[][] payloads = new int[keys][];
    double[] most = new double[keys];
    for (int i = 0; i < keys; i++) {
      payloads[i] = new int[columns()];
      double[] place = draw.row(i, payloads[i]);
      others[i] = place[0];
      most[i] = place[1];
    }
    double scale = scale(others, most, each);
    SplittableRandom random = new SplittableRandom(keys);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      double expected = Math.min(most[i], others[i] * scale);
      int rows = 1 + poisson(expected, random);
      groups.add(new Group(each / rows, rows, payloads[i], null));
    }
    return groups;
  }

  /** What the other rows of a key must be multiplied with to come to the known number of keys. */
  private double scale(double[] others, double[] most, double each) {
    if (model.groups() <= 0) {
      return 1;
    }
    double low = 1e-9;
    double high = 1e12;
    for (int step = 0; step < 100; step++) {
      double middle = Math.sqrt(low * high);
      double groups = 0;
      for (int i = 0; i < others.length; i++) {
        double expected = Math.min(most[i], others[i] * middle);
        groups += each * (expected < 1e-9 ? 1 : -Math.expm1(-expected) / expected);
      }
      if (groups > model.groups()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int poisson(double mean, SplittableRandom random) {
    if (mean > NORMAL_ABOVE) {
      return (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  private void prefixes(double groups) {
    double product = 1;
    for (int i = 0; i < prefixGroups.length; i++) {
      product *= draw.distinct(i);
      prefixGroups[i] = i == prefixGroups.length - 1 ? 1 : Math.min(1, product / groups);
    }
  }

  private void large(Group group, double items) {
    BtreeBuild build = new BtreeBuild(model.blockSize(), model.fillfactor());
    int size = model.layout().size(group.payloads(), columns());
    int rows = (int) Math.min(group.rows(), ITEMS_OF_A_LARGE_GROUP * (double) rowsOfAnItem(size));
    add(build, rows, size, size);
    double times = group.count() * items / build.items();
    leaves += build.leaves() * times;
    pivotBytes += build.pivotBytes() * times;
    pivots += build.finished() * times;
  }

  private int rowsOfAnItem(int size) {
    return model.deduplicates() ? most(size) : 1;
  }

  private void small(List<Group> groups, double thinned) {
    List<Group> sample = new ArrayList<>();
    double due = 0.5;
    double total = 0;
    for (Group group : groups) {
      total += group.count();
      for (due += group.count() * thinned; due >= 1; due--) {
        sample.add(group);
      }
    }
    if (sample.isEmpty()) {
      return;
    }
    SplittableRandom random = new SplittableRandom(sample.size());
    for (int i = sample.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Group swapped = sample.get(i);
      sample.set(i, sample.get(j));
      sample.set(j, swapped);
    }
    BtreeBuild build = new BtreeBuild(model.blockSize(), model.fillfactor());
    int[] one = new int[1];
    for (int i = 0; i < sample.size(); i++) {
      Group group = sample.get(i);
      int[] payloads = group.payloads();
      if (group.of() != null) {
        one[0] = group.of().size(spread.place(0, i));
        payloads = one;
      }
      int size = model.layout().size(payloads, columns());
      add(build, group.rows(), size, pivot(payloads, i));
    }
    double times = total / sample.size();
    leaves += build.leaves() * times;
    pivotBytes += build.pivotBytes() * times;
    pivots += build.finished() * times;
  }

  /** Size of a pivot that keeps only the columns that tell two neighbours apart. */
  private int pivot(int[] payloads, int i) {
    double place = spread.place(1, i);
    for (int kept = 1; kept < prefixGroups.length; kept++) {
      if (place < prefixGroups[kept - 1]) {
        return model.layout().size(payloads, kept);
      }
    }
    return model.layout().size(payloads, model.keyColumns());
  }

  private void add(BtreeBuild build, int rows, int size, int pivot) {
    int most = rowsOfAnItem(size);
    // A pivot between rows of one key keeps a row's place to tell them apart.
    int within = size + HEAP_TID;
    for (int left = rows, item = 0; left > 0; left -= most, item++) {
      int many = Math.min(left, most);
      int whole = many == 1 ? size : TupleLayout.aligned(size + many * TID);
      build.add(whole, many == 1 ? 0 : whole - size, item == 0 ? pivot : within);
    }
  }
}
