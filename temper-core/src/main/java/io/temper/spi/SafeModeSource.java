package io.temper.spi;

import java.util.Optional;

/**
 * Can ask for safe mode on this node: an annotation at an orchestrator, a file. While any source asks, the
 * node is on its stock scheduler; none can overrule another.
 */
@FunctionalInterface
public interface SafeModeSource {

  /**
   * Tells whether it asks now. Whoever goes by it asks at least once a second, up to twenty times a second
   * where nothing tells of changes, from one thread at a time. So it does not wait: it answers from what it
   * heard last, also while the other side cannot be reached. What is neither a clear yes nor a clear no is
   * a yes.
   *
   * @return who asks, and why; empty if nobody does
   * @throws io.temper.TemperException if that cannot be told, as before the first answer of the other side;
   *     it counts as if somebody asked, and the message is the reason
   */
  Optional<Request> asked();

  /**
   * That somebody asks for safe mode.
   *
   * @param by who, as far as it can be known; may be empty
   * @param reason why, in the words of whoever asked, and at which place; may be empty
   */
  record Request(String by, String reason) {}
}
