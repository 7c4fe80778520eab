package io.temper.nomad.watch;

import io.temper.TemperException;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.Quote;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.safemode.SafeModeSource;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the metadata of a node asks for safe mode. {@code false} and no such key do not ask, and whatever is
 * neither {@code true} nor {@code false} does: that is the safe way to read it. What was heard last counts
 * while Nomad cannot be reached.
 */
public final class NodeSafeMode implements Supplier<Optional<SafeModeRequest>> {
  /** The key of the metadata. */
  public static final String KEY = "temper_safe_mode_requested";

  private final Supplier<Known<NodeFacts>> node;
  private final Supplier<Instant> now;

  /**
   * Creates a source of requests.
   *
   * @param node tells what is known of the node
   * @param now the time of day
   */
  NodeSafeMode(Supplier<Known<NodeFacts>> node, Supplier<Instant> now) {
    this.node = node;
    this.now = now;
  }

  /**
   * Returns what the node asks for.
   *
   * @return empty if it does not ask for safe mode
   * @throws TemperException if that cannot be told: nothing was heard yet
   */
  @Override
  public Optional<SafeModeRequest> get() {
    Known<NodeFacts> known = node.get();
    NodeFacts facts = known.heard().orElseThrow(() -> notKnownYet(known));
    String value = facts.meta().get(KEY);
    if (value == null || isPlain(value, "false")) {
      return Optional.empty();
    }
    return Optional.of(unclear("node " + Quote.of(facts.name()) + " has " + KEY + "="
        + Quote.of(value) + (isPlain(value, "true") ? "" : ", which counts as true")));
  }

  /**
   * Returns the request that counts while it cannot be told what the node asks for.
   *
   * @param why why not
   * @return a request by nobody in particular: Nomad does not tell who changes metadata
   */
  public SafeModeRequest unclear(String why) {
    return new SafeModeRequest(SafeModeSource.ANNOTATION, "", why, now.get());
  }

  private static boolean isPlain(String value, String plain) {
    return value.strip().toLowerCase(Locale.ROOT).equals(plain);
  }

  private static TemperException notKnownYet(Known<NodeFacts> known) {
    Trouble trouble = known.trouble();
    String why = trouble == null ? "Nomad has not told of it yet" : trouble.what();
    return new TemperException(
        "cannot tell whether this node asks for safe mode, which counts as if it did: " + why);
  }
}
