package io.pghealth.snapshot;

import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Compares the standbys that instances see with those that are declared: by the slot that both ends
 * name, then by address, and only where one of the two has no address by their number.
 */
public final class StandbyPairs {
  private StandbyPairs() {}

  /** Those that are seen and not declared; nothing of an instance that may not see them. */
  public static List<StandbyFacts> undeclared(List<InstanceFacts> instances) {
    List<StandbyFacts> seen = new ArrayList<>();
    for (InstanceFacts instance : instances) {
      seen.addAll(instance.standbys().toOptional().orElse(List.of()));
    }
    List<InstanceFacts> declared =
        new ArrayList<>(instances.stream().filter(InstanceFacts::standby).toList());
    pair(seen, declared, (s, d) -> s.slot() != null && s.slot().equals(d.receiverSlot()));
    pair(seen, declared, StandbyPairs::sameAddress);
    pair(seen, declared, (s, d) -> s.address() == null || d.address() == null);
    return seen;
  }

  private static void pair(
      List<StandbyFacts> seen,
      List<InstanceFacts> declared,
      BiPredicate<StandbyFacts, InstanceFacts> same) {
    for (Iterator<StandbyFacts> standbys = seen.iterator(); standbys.hasNext(); ) {
      StandbyFacts standby = standbys.next();
      declared.stream()
          .filter(d -> same.test(standby, d))
          .findFirst()
          .ifPresent(d -> {
            declared.remove(d);
            standbys.remove();
          });
    }
  }

  private static boolean sameAddress(StandbyFacts standby, InstanceFacts declared) {
    return standby.address() != null
        && declared.address() != null
        && plain(standby.address()).equals(plain(declared.address()));
  }

  /** Without the mask that inet prints; both loopbacks are one. */
  public static String plain(String address) {
    String plain = address.replaceFirst("/\\d+$", "");
    return plain.equals("::1") ? "127.0.0.1" : plain;
  }
}
