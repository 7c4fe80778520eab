package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Priority classes, old and new ones. */
final class OldClasses {
  /** Those that the chart brings. */
  private static final Set<String> STANDARD =
      Set.of("temper-critical", "temper-high", "temper-normal", "temper-low", "temper-background");

  private final SortedMap<String, ClusterObject> all = new TreeMap<>();

  void add(ClusterObject priorityClass) {
    all.put(priorityClass.name(), priorityClass);
  }

  /**
   * Tells what to do about the old ones.
   *
   * @param installed whether the new agent is there, and what its chart brings with it
   * @param uses gets it
   */
  void advise(boolean installed, Consumer<OldUse> uses) {
    all.values().forEach(old -> OldNames.priorityClass(old.name()).ifPresent(now -> {
      List<Rename> names = List.of(new Rename(NameFinder.CLASS, old.name(), now));
      boolean comes = STANDARD.contains(now) && !installed;
      if (!all.containsKey(now) && !comes) {
        uses.accept(new OldUse(
            MigrationStep.INSTALL,
            WorkloadAdvice.described(old),
            names,
            List.of(Shell.command(create(old, now))),
            "with the same value"));
      }
      uses.accept(new OldUse(
          MigrationStep.CLASSES,
          WorkloadAdvice.described(old),
          names,
          List.of(Shell.command(
              "kubectl", "delete", "priorityclass", old.name(), "--ignore-not-found")),
          note(old, Optional.ofNullable(all.get(now)))));
    }));
  }

  /**
   * Returns the commands that make the old ones of a release again, once Helm has deleted them with it: pods
   * of a class that is not there are refused. Where Helm has kept one, nothing changes.
   */
  List<String> again(String release, String namespace) {
    return all.values().stream()
        .filter(each -> OldNames.priorityClass(each.name()).isPresent())
        .filter(each -> release.equals(each.annotations().get(OldReleases.RELEASE))
            && namespace.equals(each.annotations().get(OldReleases.NAMESPACE)))
        .map(OldClasses::again)
        .toList();
  }

  private static String again(ClusterObject old) {
    List<String> words = create(old, old.name());
    if (old.text("/globalDefault").equals("true")) {
      words.add("--global-default=true");
    }
    words.addAll(List.of("--dry-run=client", "-o", "yaml"));
    return Shell.command(words) + " | kubectl apply -f -";
  }

  private static List<String> create(ClusterObject old, String now) {
    List<String> words = new ArrayList<>(List.of("kubectl", "create", "priorityclass", now));
    words.add("--value=" + old.text("/value"));
    String preemption = old.text("/preemptionPolicy");
    if (!preemption.isEmpty()) {
      words.add("--preemption-policy=" + preemption);
    }
    String description = old.text("/description");
    if (!description.isEmpty() && Shell.isPlain(description)) {
      words.add("--description=" + description);
    }
    return words;
  }

  private static String note(ClusterObject old, Optional<ClusterObject> now) {
    List<String> notes = new ArrayList<>();
    String value = old.text("/value");
    now.map(other -> other.text("/value"))
        .filter(other -> !other.equals(value))
        .ifPresent(other -> notes.add("its value is " + value + ", that of the new one " + other
            + ": pods that change their class change their priority"));
    if (old.text("/globalDefault").equals("true")) {
      notes.add("it is the default of pods without a class, and only one can be: decide which");
    }
    return String.join("; ", notes);
  }
}
