package io.temper.nomad.watch;

import io.temper.TemperException;
import io.temper.nomad.api.NomadAnswer;
import io.temper.nomad.api.NomadException;
import io.temper.nomad.api.NomadServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of what Nomad answers to a question: asks once, then lets each question wait until there is
 * something newer than the last answer, or a minute has passed. One duty cycle is one question; whoever runs
 * it brings the thread and keeps the pauses.
 *
 * @param <T> what is kept of an answer
 */
final class BlockingQuery<T> implements Supplier<Known<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(BlockingQuery.class);

  /** A connection that died unnoticed is found after that. Nomad adds a sixteenth of it at most. */
  static final Duration WAIT = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Where much changes, so often is enough. */
  static final Duration BETWEEN_CHANGES = Duration.ofMillis(250);

  /** Who answers a question sooner, and has nothing new, does not wait as it was asked to. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(1);

  private static final long AT_ONCE = 0;

  private final Question<T> question;
  private final LocalClient client;
  private final NomadServer server;
  private final Ticker ticker;
  private final Runnable onChange;
  private final Backoff backoff;
  private Duration pause = Duration.ZERO;
  private long index = AT_ONCE;
  private String node = "";
  private volatile Known<T> known = Known.nothing();
  private volatile @Nullable Long heardNanos;

  /**
   * Creates one that has not asked yet.
   *
   * @param question what
   * @param client of which node
   * @param server whom
   * @param ticker the clocks
   * @param chance gives numbers from 0 to below 1
   * @param onChange called after what is known has changed, from the thread that runs the rounds
   */
  BlockingQuery(
      Question<T> question,
      LocalClient client,
      NomadServer server,
      Ticker ticker,
      DoubleSupplier chance,
      Runnable onChange) {
    this.question = question;
    this.client = client;
    this.server = server;
    this.ticker = ticker;
    this.onChange = onChange;
    this.backoff = new Backoff(chance);
  }

  /** Returns what is known now. May be called from any thread. */
  @Override
  public Known<T> get() {
    return known;
  }

  /** Returns how long ago anything was heard; empty before the first. */
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

  /** Asks once. Throws nothing that can be expected. */
  void round() {
    // Whatever ends the round, an error of the machine included: it is not tried again at once.
    pause = Backoff.LONGEST;
    try {
      pause = ask();
    } catch (NomadException e) {
      if (e.isNotFound()) {
        client.forget();
      }
      failed(e, e.retryAfter());
    } catch (TemperException e) {
      failed(e, Duration.ZERO);
    } catch (RuntimeException | LinkageError e) {
      if (known.trouble() == null) {
        LOG.warn("not expected, please report it", e);
      }
      failed(
          new TemperException("cannot keep up with " + question.what() + ": " + e, e),
          Duration.ZERO);
    }
  }

  /** Returns how long to rest. */
  private Duration ask() {
    String id = client.id();
    if (!id.equals(node)) {
      // Numbers of another node's state say nothing about this one's.
      node = id;
      index = AT_ONCE;
    }
    long from = index;
    long asked = ticker.nanos();
    NomadAnswer answer = server.get(task(), question.path(id), query(from), patience(from));
    long number = server.indexOf(task(), answer);
    T value = question.reader().read(question.what(), answer.body());
    if (question.doubt().about(value)) {
      requireNode(id);
    }
    take(value, number, from);
    return restAfter(number != from, ticker.nanos() - asked);
  }

  private String task() {
    return "keep up with " + question.what();
  }

  private static Map<String, String> query(long from) {
    return from == AT_ONCE
        ? Map.of()
        : Map.of("index", Long.toUnsignedString(from), "wait", WAIT.toSeconds() + "s");
  }

  private static Duration patience(long from) {
    return from == AT_ONCE ? PATIENCE : WAIT.plus(WAIT.dividedBy(16)).plus(PATIENCE);
  }

  /**
   * Asks whether there is such a node.
   *
   * @throws NomadException if there is none
   */
  private void requireNode(String id) {
    server.get(task(), Question.node().path(id), Map.of(), PATIENCE);
  }

  private void take(T value, long number, long from) {
    Known<T> before = known;
    heardNanos = ticker.nanos();
    Trouble over = before.trouble();
    if (over != null) {
      LOG.info(
          "{} can be kept up with again, which was not so since {}", question.what(), over.since());
    }
    // A number that falls is one of another history, after a restore of the servers for example: to
    // wait for
    // what comes after it could be to wait for ever.
    index = Long.compareUnsigned(number, from) < 0 ? AT_ONCE : number;
    Known<T> now = before.answered(value, number, from != AT_ONCE);
    known = now;
    if (now.index() != before.index() || over != null || before.value() == null) {
      onChange.run();
    }
  }

  private Duration restAfter(boolean changed, long tookNanos) {
    if (changed) {
      backoff.reset();
      return BETWEEN_CHANGES;
    }
    if (tookNanos < WORTH_WAITING.toNanos()) {
      return backoff.afterFailure(Duration.ZERO);
    }
    backoff.reset();
    return Duration.ZERO;
  }

  private void failed(TemperException why, Duration asked) {
    pause = backoff.afterFailure(asked);
    if (Thread.currentThread().isInterrupted()) {
      // It is being ended, which is nobody's trouble.
      return;
    }
    // What was missed meanwhile is asked for at once.
    index = AT_ONCE;
    Known<T> before = known;
    String what = String.valueOf(why.getMessage());
    known = before.failed(what, ticker.now());
    if (before.trouble() == null) {
      LOG.warn(
          "{}{}", what, before.value() == null ? "" : "; what was heard before stays in force");
    }
    onChange.run();
  }
}
