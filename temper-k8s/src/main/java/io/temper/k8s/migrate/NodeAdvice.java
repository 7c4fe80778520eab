package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a node: what people wrote is written anew first, and the old is removed only once no old
 * agent reads it.
 */
final class NodeAdvice {
  /** What nodes ask for. */
  static final String REQUEST = "safe-mode-requested";

  private final ClusterObject node;
  private final Consumer<OldUse> uses;

  private NodeAdvice(ClusterObject node, Consumer<OldUse> uses) {
    this.node = node;
    this.uses = uses;
  }

  static void of(ClusterObject node, Consumer<OldUse> uses) {
    new NodeAdvice(node, uses).find();
  }

  private void find() {
    find(NameFinder.ANNOTATION, "annotate", node.annotations());
    find(NameFinder.LABEL, "label", node.labels());
  }

  private void find(String what, String verb, SortedMap<String, String> entries) {
    List<Rename> names = NameFinder.keys(what, entries);
    if (names.isEmpty()) {
      return;
    }
    List<Rename> copied = names.stream().filter(name -> isNews(name, entries)).toList();
    if (!copied.isEmpty()) {
      List<String> words = words(verb);
      copied.forEach(name -> words.add(name.now() + "=" + entries.get(name.old())));
      words.add("--overwrite");
      tell(MigrationStep.NODES, copied, words);
    }
    List<String> words = words(verb);
    names.forEach(name -> words.add(name.old() + "-"));
    tell(MigrationStep.LEFTOVERS, names, words);
  }

  private List<String> words(String verb) {
    return new ArrayList<>(List.of("kubectl", verb, "node", node.name()));
  }

  private void tell(MigrationStep step, List<Rename> names, List<String> words) {
    uses.accept(new OldUse(step, "node " + node.name(), names, List.of(Shell.command(words)), ""));
  }

  /** What the agents write is written by the new one anyway. */
  private static boolean isNews(Rename name, SortedMap<String, String> entries) {
    String now = entries.get(name.now());
    if (name.what().equals(NameFinder.LABEL)) {
      return now == null;
    }
    return OldNames.part(name.old()).equals(REQUEST) && asks(entries.get(name.old())) && !asks(now);
  }

  private static boolean asks(@Nullable String value) {
    return value != null && !value.strip().toLowerCase(Locale.ROOT).equals("false");
  }
}
