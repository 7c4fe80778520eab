package io.temper.k8s.watch;

import io.temper.TemperException;
import io.temper.k8s.api.Trouble;
import io.temper.k8s.text.Excerpt;
import io.temper.spi.SafeModeSource;
import io.temper.workload.AnnotationPrefixes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the object of a node asks for safe mode, by an annotation under any prefix. One that asks is
 * enough, whatever the others say; {@code false} and no annotation do not ask, and whatever is neither
 * {@code true} nor {@code false} does: that is the safe way to read it. What was heard last counts while the
 * API server cannot be reached.
 */
public final class NodeSafeMode implements SafeModeSource {
  /** The annotation's name after its prefix. */
  public static final String NAME = "safe-mode-requested";

  private final String node;
  private final Supplier<Known<ServedNode>> object;
  private final List<String> keys;

  /**
   * Creates a source of requests.
   *
   * @param node the node's name, for messages
   * @param object tells what is known of its object
   * @param prefixes under which the annotation may stand
   */
  public NodeSafeMode(
      String node, Supplier<Known<ServedNode>> object, AnnotationPrefixes prefixes) {
    this.node = node;
    this.object = object;
    this.keys = prefixes.keysOf(NAME);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TemperException if that cannot be told: nothing was heard yet, or there is no such node
   */
  @Override
  public Optional<Request> asked() {
    Known<ServedNode> known = object.get();
    var all = known.all().orElseThrow(() -> notKnownYet(known));
    ServedNode served = all.values().stream().findFirst().orElseThrow(this::noSuchNode);
    List<String> asking =
        keys.stream().filter(key -> asks(served.annotations().get(key))).toList();
    return asking.isEmpty() ? Optional.empty() : Optional.of(request(served, asking));
  }

  private static boolean asks(@Nullable String value) {
    return value != null && !value.strip().toLowerCase(Locale.ROOT).equals("false");
  }

  private Request request(ServedNode served, List<String> asking) {
    Set<String> owners = new LinkedHashSet<>();
    List<String> reasons = new ArrayList<>();
    for (String key : asking) {
      FieldOwner owner = served.owners().get(key);
      if (owner != null) {
        owners.add(owner.toString());
      }
      String value = String.valueOf(served.annotations().get(key));
      reasons.add(key + "=" + Excerpt.of(value) + (isPlain(value) ? "" : ", which counts as true"));
    }
    return new Request(
        String.join(", ", owners), "node " + node + " has " + String.join(" and ", reasons));
  }

  private static boolean isPlain(String value) {
    return value.strip().toLowerCase(Locale.ROOT).equals("true");
  }

  private TemperException notKnownYet(Known<ServedNode> known) {
    Trouble trouble = known.trouble();
    String why = trouble == null ? "the API server has not told of it yet" : trouble.what();
    return new TemperException("cannot tell whether node " + node
        + " asks for safe mode, which counts as if it did: " + why);
  }

  private TemperException noSuchNode() {
    return new TemperException("cannot tell whether node " + node
        + " asks for safe mode, which counts as if it did: the API"
        + " server has no node of that name; give the name as kubectl get nodes prints it");
  }
}
