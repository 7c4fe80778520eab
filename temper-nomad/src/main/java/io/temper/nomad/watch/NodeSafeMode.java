package io.temper.nomad.watch;

import io.temper.TemperException;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.Quote;
import io.temper.spi.SafeModeSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the metadata of a node asks for safe mode. {@code false} and no such key do not ask, and whatever is
 * neither {@code true} nor {@code false} does: that is the safe way to read it. What was heard last counts
 * while Nomad cannot be reached.
 */
public final class NodeSafeMode implements SafeModeSource {
  /** The key of the metadata. */
  public static final String KEY = "temper_safe_mode_requested";

  private final Supplier<Known<NodeFacts>> node;

  /**
   * Creates a source of requests.
   *
   * @param node tells what is known of the node
   */
  NodeSafeMode(Supplier<Known<NodeFacts>> node) {
    this.node = node;
  }

  /**
   * {@inheritDoc} Nomad does not tell who changes metadata, so it is nobody in particular.
   *
   * @throws TemperException if that cannot be told: nothing was heard yet
   */
  @Override
  public Optional<Request> asked() {
    Known<NodeFacts> known = node.get();
    NodeFacts facts = known.heard().orElseThrow(() -> notKnownYet(known));
    String value = facts.meta().get(KEY);
    if (value == null || isPlain(value, "false")) {
      return Optional.empty();
    }
    String reason = "node " + Quote.of(facts.name()) + " has " + KEY + "=" + Quote.of(value)
        + (isPlain(value, "true") ? "" : ", which counts as true");
    return Optional.of(new Request("", reason));
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
