package io.temper.k8s.watch;

import io.temper.TemperException;
import io.temper.k8s.api.Trouble;
import io.temper.k8s.text.Excerpt;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.safemode.SafeModeSource;
import io.temper.workload.AnnotationPrefixes;
import java.time.Instant;
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
public final class NodeSafeMode implements Supplier<Optional<SafeModeRequest>> {
  /** The annotation's name after its prefix. */
  public static final String NAME = "safe-mode-requested";

  private final String node;
  private final Supplier<Known<ServedNode>> object;
  private final List<String> keys;
  private final Supplier<Instant> now;

  /**
   * Creates a source of requests.
   *
   * @param node the node's name, for messages
   * @param object tells what is known of its object
   * @param prefixes under which the annotation may stand
   * @param now the time of day
   */
  public NodeSafeMode(
      String node,
      Supplier<Known<ServedNode>> object,
      AnnotationPrefixes prefixes,
      Supplier<Instant> now) {
    this.node = node;
    this.object = object;
    this.keys = prefixes.keysOf(NAME);
    this.now = now;
  }

  /**
   * Returns what the node asks for.
   *
   * @return empty if it does not ask for safe mode
   * @throws TemperException if that cannot be told: nothing was heard yet, or there is no such node
   */
  @Override
  public Optional<SafeModeRequest> get() {
    Known<ServedNode> known = object.get();
    var all = known.all().orElseThrow(() -> notKnownYet(known));
    ServedNode served = all.values().stream().findFirst().orElseThrow(this::noSuchNode);
    List<String> asking =
        keys.stream().filter(key -> asks(served.annotations().get(key))).toList();
    return asking.isEmpty() ? Optional.empty() : Optional.of(request(served, asking));
  }

  /**
   * Returns the request that counts while it cannot be told what the node asks for.
   *
   * @param why why not
   * @return a request by nobody in particular
   */
  public SafeModeRequest unclear(String why) {
    return new SafeModeRequest(SafeModeSource.ANNOTATION, "", why, now.get());
  }

  private static boolean asks(@Nullable String value) {
    return value != null && !value.strip().toLowerCase(Locale.ROOT).equals("false");
  }

  private SafeModeRequest request(ServedNode served, List<String> asking) {
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
    return new SafeModeRequest(
        SafeModeSource.ANNOTATION,
        String.join(", ", owners),
        "node " + node + " has " + String.join(" and ", reasons),
        now.get());
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
