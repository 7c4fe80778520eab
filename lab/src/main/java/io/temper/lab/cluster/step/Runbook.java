package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Invocation;
import io.temper.lab.cluster.page.KubernetesPage;
import io.temper.lab.cluster.page.KubernetesPage.Block;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The commands of {@code docs/kubernetes.md}, typed as they are written, and which of them were. For one thread. */
final class Runbook {
  private final KubernetesPage page;
  private final BiFunction<KubernetesPage.Place, String, Invocation> keyboard;
  private final Supplier<String> state;
  private final Map<PageBlock, Integer> typed = new EnumMap<>(PageBlock.class);

  /**
   * Creates one of which nothing was typed.
   *
   * @param page the commands
   * @param keyboard types one in a place
   * @param state of the release, for the message of a failure
   */
  Runbook(
      KubernetesPage page,
      BiFunction<KubernetesPage.Place, String, Invocation> keyboard,
      Supplier<String> state) {
    this.page = page;
    this.keyboard = keyboard;
    this.state = state;
  }

  /**
   * Types the next command of a block; after its last one, the first.
   *
   * @return what it printed to standard output
   * @throws StepFailure if the command fails
   */
  String type(PageBlock which) {
    return type(which, 0);
  }

  /**
   * Types the next command of a block; after its last one, the first.
   *
   * @param code the exit code that the page tells of
   * @return what it printed to standard output
   * @throws StepFailure if the command ends with another
   */
  String type(PageBlock which, int code) {
    Block block = which.in(page);
    int done = typed.getOrDefault(which, 0);
    String command = block.commands().get(done % block.commands().size());
    Invocation invocation = type(block.place(), command, code);
    typed.put(which, done + 1);
    return invocation.output();
  }

  /** Types all commands of a block. */
  void typeAll(PageBlock block) {
    for (int i = block.in(page).commands().size(); i > 0; i--) {
      type(block);
    }
  }

  /**
   * Types a command that the page does not have.
   *
   * @throws StepFailure if the command fails
   */
  void typeOwn(String command) {
    type(KubernetesPage.Place.CLUSTER, command, 0);
  }

  private Invocation type(KubernetesPage.Place place, String command, int code) {
    Invocation invocation = keyboard.apply(place, command);
    StepFailure.unless(
        invocation.code() == code,
        "'" + command + "' ended with code " + invocation.code() + ": "
            + (invocation.errors() + invocation.output()).strip() + "\n" + state.get());
    return invocation;
  }

  /** Returns the commands of these blocks that were not typed yet. */
  List<String> untyped(Set<PageBlock> blocks) {
    return blocks.stream()
        .flatMap(which -> which.in(page).commands().stream().skip(typed.getOrDefault(which, 0)))
        .toList();
  }
}
