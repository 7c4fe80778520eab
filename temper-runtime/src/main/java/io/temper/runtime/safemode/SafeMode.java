package io.temper.runtime.safemode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anybody asks for safe mode. Entering ends the scheduler on the thread that asks: it takes no
 * lock, plans nothing, and does what needs memory only afterwards. May be used from any thread.
 */
public final class SafeMode {
  private static final Logger LOG = LoggerFactory.getLogger(SafeMode.class);

  private final Enforcement enforcement;
  private final SafeModeListener listener;

  /** One bit per source that asks, so that entering writes a number and nothing else. */
  private final AtomicInteger asking = new AtomicInteger();

  private final AtomicReferenceArray<@Nullable SafeModeRequest> requests =
      new AtomicReferenceArray<>(SafeModeOrigin.values().length);

  /**
   * Creates one that nobody asks for.
   *
   * @param enforcement holds what is to be ended
   * @param listener hears after a source began or ceased to ask
   */
  public SafeMode(Enforcement enforcement, SafeModeListener listener) {
    this.enforcement = enforcement;
    this.listener = listener;
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
    int place = request.source().place();
    SafeModeRequest known = requests.get(place);
    boolean isNews = known == null || !isSame(request, known);
    if (isNews) {
      // Before the scheduler is ended, so that it is known even if that never returns.
      requests.set(place, request);
    }
    replace(0, request.source().bit());
    enforcement.standDown();
    // Whoever withdrew meanwhile took the request away, and asked again it is.
    isNews |= requests.compareAndSet(place, null, request);
    if (isNews) {
      tell(() -> listener.entered(request));
    }
  }

  /**
   * Tells that a source asks no more. Safe mode ends when no other source asks.
   *
   * @param source which one
   * @param by who withdraws it, as far as it can be known
   * @return whether it had asked
   */
  public boolean leave(SafeModeOrigin source, String by) {
    SafeModeRequest known = requests.get(source.place());
    if ((replace(source.bit(), 0) & source.bit()) == 0) {
      return false;
    }
    if (known != null && requests.compareAndSet(source.place(), known, null)) {
      tell(() -> listener.left(known, by));
    }
    return true;
  }

  /** Clears and sets bits, and returns those before. Needs no memory, as a lambda might. */
  private int replace(int cleared, int set) {
    int before = asking.get();
    while (!asking.compareAndSet(before, (before & ~cleared) | set)) {
      before = asking.get();
    }
    return before;
  }

  /** Since when it is asked for is no news: a source that is polled says it each time. */
  private static boolean isSame(SafeModeRequest request, SafeModeRequest known) {
    return request.by().equals(known.by()) && request.reason().equals(known.reason());
  }

  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener of safe mode failed", e);
    }
  }

  /**
   * Returns who asks. A request that is just being made may be missing for a moment, although safe mode
   * is on already.
   *
   * @return the requests, by source
   */
  public List<SafeModeRequest> requests() {
    List<SafeModeRequest> all = new ArrayList<>();
    int bits = asking.get();
    for (SafeModeOrigin source : SafeModeOrigin.values()) {
      SafeModeRequest request = requests.get(source.place());
      if (request != null && (bits & source.bit()) != 0) {
        all.add(request);
      }
    }
    return List.copyOf(all);
  }
}
