package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.runtime.clock.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the lease of an agent to the object of its node, with which the cluster's garbage collector deletes it.
 * What cannot be given is told once, and holds up nothing: that the agent lives is the more important word.
 */
final class LeaseOwner {
  /** Its part of the lease is its own, so that no renewal takes it away. */
  static final String MANAGER = AgentTraces.MANAGER + "-owner";

  /** Rights seldom change, and nothing is lost until the node's object is deleted. */
  static final Duration TRY_AGAIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(LeaseOwner.class);

  private final LeaseObject lease;
  private final Supplier<Optional<String>> uid;
  private final Ticker ticker;
  private Optional<String> known = Optional.empty();
  private Optional<String> given = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private long notBeforeNanos;
  private boolean told;

  /**
   * Creates one that has given nothing.
   *
   * @param lease what is given
   * @param uid of the node's object; empty while that is not known
   * @param ticker the clocks
   */
  LeaseOwner(LeaseObject lease, Supplier<Optional<String>> uid, Ticker ticker) {
    this.lease = lease;
    this.uid = uid;
    this.ticker = ticker;
  }

  /**
   * Makes the lease, which is not there, as the node's: some clusters let nobody give it an owner later but who
   * may delete it, which an agent may not.
   *
   * @return whether it is there now; false while the node is not known, or if that is refused
   * @throws ApiException if it may be made so the next time: one made without its owner may never get one
   */
  boolean make() {
    given = Optional.empty();
    Optional<String> owner = known();
    try {
      owner.ifPresent(this::give);
      return owner.isPresent();
    } catch (ApiException e) {
      if (e.isForbidden() || e.isRefusedForWhatItIs()) {
        // Whoever makes it without an owner is told the same, or is not.
        return false;
      }
      throw e;
    }
  }

  /** Gives the lease, which is there, to the node, if that is known and is not its owner yet. */
  void update() {
    Optional<String> owner = known();
    if (owner.isEmpty() || owner.equals(given) || isTooEarly(owner)) {
      return;
    }
    try {
      give(owner.get());
    } catch (ApiException e) {
      refused = owner;
      notBeforeNanos = ticker.nanos() + TRY_AGAIN.toNanos();
      tell(e);
    }
  }

  /** Of a node whose object is gone the lease is still that object's: it goes, too. */
  private Optional<String> known() {
    known = uid.get().or(() -> known);
    return known;
  }

  private boolean isTooEarly(Optional<String> owner) {
    return owner.equals(refused) && ticker.nanos() - notBeforeNanos < 0;
  }

  private void give(String owner) {
    // It blocks nothing: the node's object goes first.
    var reference = new TreeMap<>(
        Map.of("apiVersion", "v1", "kind", "Node", "name", lease.node(), "uid", owner));
    lease.apply(
        "give the lease " + lease + " to its node",
        MANAGER,
        Map.of("ownerReferences", List.of(reference)),
        Map.of());
    given = Optional.of(owner);
    told = false;
  }

  private void tell(ApiException e) {
    // Who is being ended is nobody's trouble.
    if (told || e.isOfTheEnd()) {
      return;
    }
    told = true;
    LOG.warn(
        "the lease {} is renewed, but stays when node {} is deleted: {}; {}",
        lease,
        lease.node(),
        e.getMessage(),
        e.isForbidden()
            ? "delete the lease once, and it is made anew as its node's"
            : "it is tried again");
  }
}
