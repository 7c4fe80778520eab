package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lease by which an agent says that it lives. Annotations stay when it dies; a lease that was not
 * renewed for its duration says that they are nobody's any more. Whose it is, is not asked for to renew it.
 */
final class NodeLease implements Consumer<Instant> {
  /** So often it is renewed. */
  static final Duration RENEW = Duration.ofSeconds(10);

  /** After so long without being renewed it is over: three renewals may fail. */
  static final Duration DURATION = Duration.ofSeconds(40);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final LeaseObject lease;
  private final String holder;
  private final LeaseOwner owner;

  /**
   * Creates a lease that was never taken.
   *
   * @param lease its object
   * @param holder what tells this agent from another one of the node
   * @param owner gives it to the node
   */
  NodeLease(LeaseObject lease, String holder, LeaseOwner owner) {
    this.lease = lease;
    this.holder = holder;
    this.owner = owner;
  }

  /** Takes or renews it. */
  @Override
  public void accept(Instant now) {
    try {
      renew(now);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      take(now);
    }
    owner.update();
  }

  /** Renews it only where it is there, since what is made without its owner may never get one. */
  private void renew(Instant now) {
    lease.change(task(), spec(now));
  }

  private void take(Instant now) {
    if (owner.make()) {
      renew(now);
    } else {
      lease.apply(task(), AgentTraces.MANAGER, Map.of(), spec(now));
    }
  }

  private String task() {
    return "renew the lease " + lease;
  }

  private Map<String, ?> spec(Instant now) {
    return Map.<String, Object>of(
        "holderIdentity",
        holder,
        "leaseDurationSeconds",
        (int) DURATION.toSeconds(),
        "renewTime",
        MICROS.format(now));
  }
}
