package io.temper.k8s.watch;

import io.temper.TemperException;
import io.temper.k8s.ServedObject;
import io.temper.k8s.api.ApiAnswer;
import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Trouble;
import io.temper.k8s.text.Excerpt;
import io.temper.k8s.text.UnreadableTextException;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of the objects of a selection: lists them once, then hears of each change, and goes on
 * from the last one when a watch ends. All are read again only where the API server has forgotten what
 * came after. One duty cycle is one watch; whoever runs it brings the thread and keeps the pauses.
 *
 * @param <T> what is kept of an object
 */
final class Reflector<T extends ServedObject> implements Supplier<Known<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);

  /** An API server sends a bookmark a minute, also where nothing happens. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final Duration LIST_SILENCE = Duration.ofSeconds(15);

  /** As the other clients of Kubernetes do: so that connections spread over all API servers. */
  private static final int SHORTEST_WATCH_SECONDS = 300;

  /** After so long a watch that breaks off was one without a word, no bookmark either. */
  private static final Duration WITHOUT_A_WORD = SILENCE.minusSeconds(1);

  /**
   * Who says nothing in so many watches in a row may wait for a state that never comes: one that was put back
   * to an earlier state is silent until it has caught up with what was heard of it before. One watch alone
   * may break off so at all nodes at once, and a list of each is a load.
   */
  private static final int SILENT_WATCHES = 2;

  /** A watch that stood so long was well, whatever came before and comes after, and without a word, too. */
  private static final Duration WELL = Backoff.LONGEST.multipliedBy(2);

  private static final String AT_HAND = "0";
  private static final String NEWEST = "";

  private final Selection<T> selection;
  private final ApiServer server;
  private final Ticker ticker;
  private final Runnable onChange;
  private final DoubleSupplier chance;
  private final Backoff backoff;
  private Duration pause = Duration.ZERO;
  private @Nullable String version;
  private String listFrom = AT_HAND;
  private int silentWatches;
  private volatile Known<T> known = Known.nothing();
  private volatile @Nullable Long heardNanos;

  /**
   * Creates one that has not asked yet.
   *
   * @param selection which objects
   * @param server who knows them
   * @param ticker the clocks
   * @param chance gives numbers from 0 to below 1
   * @param onChange called after what is known has changed, from the thread that runs the rounds
   */
  Reflector(
      Selection<T> selection,
      ApiServer server,
      Ticker ticker,
      DoubleSupplier chance,
      Runnable onChange) {
    this.selection = selection;
    this.server = server;
    this.ticker = ticker;
    this.chance = chance;
    this.onChange = onChange;
    this.backoff = new Backoff(chance);
  }

  /** Returns what is known now. May be called from any thread. */
  @Override
  public Known<T> get() {
    return known;
  }

  /** Returns how long ago anything was heard, a bookmark included; empty before the first. */
  Optional<Duration> silence() {
    Long heard = heardNanos;
    return heard == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, ticker.nanos() - heard)));
  }

  /** Returns how long to rest after the last round. */
  Duration pause() {
    return pause;
  }

  /** Reads all objects if it has to, and watches until that ends. Throws nothing that can be expected. */
  void round() {
    // Whatever ends the round, an error of the machine included: it is not tried again at once.
    pause = Backoff.LONGEST;
    try {
      String from = version == null ? list() : version;
      version = from;
      pause = watch(from);
    } catch (ApiException e) {
      if (e.isExpired()) {
        forget();
      } else {
        failed(e, e.retryAfter());
      }
    } catch (UnreadableTextException e) {
      failed(brokenOff(e), Duration.ZERO);
    } catch (RuntimeException | LinkageError e) {
      if (known.trouble() == null) {
        LOG.warn("not expected, please report it", e);
      }
      String what = "cannot keep up with " + selection.what() + ": " + e;
      failed(new TemperException(what, e), Duration.ZERO);
    }
  }

  private void forget() {
    LOG.info(
        "the API server has forgotten what came after the last that was heard of {}:"
            + " all are read anew",
        selection.what());
    listAnew();
    // Should it say so again at once, that is no reason to ask it without end.
    pause = backoff.afterFailure(Duration.ZERO);
  }

  /** What is known stays in force; the newest is asked for, so that time does not run backwards. */
  private void listAnew() {
    version = null;
    listFrom = NEWEST;
    silentWatches = 0;
  }

  private void failed(TemperException why, Duration asked) {
    pause = backoff.afterFailure(asked);
    if (Thread.currentThread().isInterrupted()) {
      // It is being ended, which is nobody's trouble.
      return;
    }
    Known<T> before = known;
    String what = String.valueOf(why.getMessage());
    tell(before.failed(what, ticker.now()));
    if (before.trouble() == null) {
      LOG.warn(
          "{}{}", what, before.all().isEmpty() ? "" : "; what was heard before stays in force");
    }
  }

  private ApiException brokenOff(UnreadableTextException e) {
    Throwable cause = e.getCause();
    Throwable root = cause == null || cause.getCause() == null ? cause : cause.getCause();
    String what = root instanceof IOException ? root.getMessage() : e.getMessage();
    return new ApiException(
        "cannot hear of " + selection.what() + " from the API server at " + server.address() + ": "
            + what,
        ApiException.NO_ANSWER,
        Duration.ZERO,
        e);
  }

  private String list() {
    String task = "list " + selection.what();
    try (ApiAnswer answer =
        server.get(task, selection.listPath(listFrom), selection.listAs(), LIST_SILENCE)) {
      ServedList<T> all = ServedList.read(selection.what(), answer.body(), selection.reader());
      heardNanos = ticker.nanos();
      recovered();
      tell(known.listed(all.items()));
      return all.resourceVersion();
    }
  }

  /** Returns how long to rest after it has ended. */
  private Duration watch(String from) {
    String path = selection.watchPath(from, watchSeconds());
    try (ApiAnswer answer =
        server.get("watch " + selection.what(), path, selection.watchAs(), SILENCE)) {
      heardNanos = ticker.nanos();
      recovered();
      tell(known.watched());
      return hear(answer);
    }
  }

  private Duration hear(ApiAnswer answer) {
    long opened = ticker.nanos();
    boolean heard = false;
    try {
      // It waits for the first event.
      var events = new WatchEvents<>(selection.what(), answer.body(), selection.reader());
      for (WatchEvent<T> event = events.next(); event != null; event = events.next()) {
        heardNanos = ticker.nanos();
        take(event);
        heard = true;
        silentWatches = 0;
      }
    } catch (UnreadableTextException e) {
      if (!heard && hasStood(opened, WITHOUT_A_WORD)) {
        silentWatches++;
      }
      if (silentWatches >= SILENT_WATCHES) {
        listAnew();
      }
      throw e;
    } finally {
      // Also where it breaks off: that is the first failure in a row then.
      if (heard || hasStood(opened, WELL)) {
        backoff.reset();
      }
    }
    return heard || hasStood(opened, WELL) ? Duration.ZERO : backoff.afterFailure(Duration.ZERO);
  }

  private boolean hasStood(long opened, Duration atLeast) {
    return ticker.nanos() - opened >= atLeast.toNanos();
  }

  private long watchSeconds() {
    return SHORTEST_WATCH_SECONDS + (long) (SHORTEST_WATCH_SECONDS * chance.getAsDouble());
  }

  private void take(WatchEvent<T> event) {
    if (event instanceof WatchEvent.Present<T> present) {
      version = present.object().resourceVersion();
      tell(known.with(present.object()));
    } else if (event instanceof WatchEvent.Gone<T> gone) {
      version = gone.object().resourceVersion();
      tell(known.without(gone.object()));
    } else if (event instanceof WatchEvent.Bookmark<T> bookmark) {
      version = bookmark.resourceVersion();
    } else if (event instanceof WatchEvent.Failure<T> failure) {
      throw new ApiException(
          "cannot watch " + selection.what() + ": the API server at " + server.address()
              + " ended it with " + failure.code() + " (" + Excerpt.ofSentence(failure.reason())
              + ")",
          failure.code(),
          Duration.ZERO,
          null);
    }
  }

  private void recovered() {
    Trouble over = known.trouble();
    if (over != null) {
      LOG.info(
          "{} can be kept up with again, which was not so since {}",
          selection.what(),
          over.since());
    }
  }

  private void tell(Known<T> now) {
    known = now;
    onChange.run();
  }
}
