package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Compares the standbys that the instances see with those that are declared: by the slot that both
 * ends name, then by address, and only where one of the two has no address by their number.
 */
final class Standbys {
  private static final Remedy DECLARE =
      Remedy.note("Declare every standby: spec.replicas, or --replica on the command line.");

  private Standbys() {}

  /** Why it is not known that all standbys were asked. */
  static Optional<Gap> undeclared(List<InstanceFacts> instances) {
    List<StandbyFacts> seen = new ArrayList<>();
    for (InstanceFacts instance : instances) {
      Collected.Unknown<List<StandbyFacts>> hidden = instance.standbys().missing();
      if (hidden != null) {
        return Optional.of(new Gap("standbys are not known: " + hidden.reason(), hidden.remedy()));
      }
      seen.addAll(instance.standbys().toOptional().orElseThrow());
    }
    List<InstanceFacts> declared =
        new ArrayList<>(instances.stream().filter(InstanceFacts::standby).toList());
    pair(seen, declared, (s, d) -> s.slot() != null && s.slot().equals(d.receiverSlot()));
    pair(seen, declared, Standbys::sameAddress);
    pair(seen, declared, (s, d) -> s.address() == null || d.address() == null);
    return seen.isEmpty() ? Optional.empty() : Optional.of(new Gap(reason(seen), DECLARE));
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
  private static String plain(String address) {
    String plain = address.replaceFirst("/\\d+$", "");
    return plain.equals("::1") ? "127.0.0.1" : plain;
  }

  private static String reason(List<StandbyFacts> standbys) {
    List<String> names =
        standbys.stream()
            .map(s ->
                s.address() != null
                    ? plain(s.address())
                    : s.slot() != null ? "slot " + s.slot() : s.applicationName())
            .map(name -> name == null ? "without address" : name)
            .sorted()
            .limit(5)
            .toList();
    return standbys.size()
        + (standbys.size() == 1 ? " standby, " : " standbys, ")
        + String.join(", ", names)
        + (standbys.size() > names.size() ? ", …" : "")
        + (standbys.size() == 1 ? ", is not declared" : ", are not declared");
  }
}
