package io.temper.runtime.safemode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody asks for safe mode. Entering ends the scheduler on the thread that asks: it takes no
 * lock, plans nothing, and does what needs memory only afterwards. May be used from any thread.
 */
public final class SafeMode {
  private final Enforcement enforcement;
  private final Runnable onChange;

  /** One bit per source that asks, so that entering writes a number and nothing else. */
  private final AtomicInteger asking = new AtomicInteger();

  private final AtomicReferenceArray<@Nullable SafeModeRequest> requests =
      new AtomicReferenceArray<>(SafeModeSource.values().length);

  /**
   * Creates one that nobody asks for.
   *
   * @param enforcement holds what is to be ended
   * @param onChange is called after a source began or ceased to ask; must not block
   */
  public SafeMode(Enforcement enforcement, Runnable onChange) {
    this.enforcement = enforcement;
    this.onChange = onChange;
  }

  /**
   * Tells whether anybody asks for safe mode.
   *
   * @return true while any source does
   */
  public boolean isAsked() {
    return asking.get() != 0;
  }

  /**
   * Enters safe mode: returns once the host is on its stock scheduler. While a source asks already, only
   * its reason is brought up to date.
   *
   * @param request who asks, and why
   */
  public void enter(SafeModeRequest request) {
    int bit = request.source().bit();
    int before = asking.getAndAccumulate(bit, (all, one) -> all | one);
    enforcement.standDown();
    SafeModeRequest known = requests.getAndSet(request.source().place(), request);
    if ((before & bit) == 0 || !request.equals(known)) {
      onChange.run();
    }
  }

  /**
   * Tells that a source asks no more. Safe mode ends when no other source asks.
   *
   * @param source which one
   * @return whether it had asked
   */
  public boolean leave(SafeModeSource source) {
    int before = asking.getAndAccumulate(source.bit(), (all, one) -> all & ~one);
    if ((before & source.bit()) == 0) {
      return false;
    }
    requests.set(source.place(), null);
    onChange.run();
    return true;
  }

  /**
   * Returns who asks. A request that is just being made may be missing for a moment, although safe mode
   * is on already.
   *
   * @return the requests, by source
   */
  public List<SafeModeRequest> requests() {
    List<SafeModeRequest> all = new ArrayList<>();
    for (int i = 0; i < requests.length(); i++) {
      SafeModeRequest request = requests.get(i);
      if (request != null) {
        all.add(request);
      }
    }
    return List.copyOf(all);
  }
}
