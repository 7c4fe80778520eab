package io.temper.agent.control;

import io.temper.TemperException;
import io.temper.agent.report.input.InputException;
import io.temper.agent.socket.Clients;
import io.temper.runtime.thread.Telling;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control socket from one thread of its own. A client that is slow, silent or talks nonsense
 * costs one of a few places for a few seconds, and nothing of the loop. Whatever fails, it serves on, after
 * a pause where the same would fail again at once.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int MOST_CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_NANOS = 500_000_000;

  /** Whoever comes, and whoever closes this, ends the wait. */
  private static final long NOBODY_NANOS = 5_000_000_000L;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SocketPlace place;
  private final Accepting accepting;
  private final ControlHandler handler;
  private final Duration patience;
  private final Selector selector;
  private final SelectionKey accepts;
  private final Backoff accepted = new Backoff();
  private final Backoff rounds = new Backoff();
  private final Thread thread;
  private volatile boolean closed;

  /** Takes the next client; there may be none. */
  interface Accepting {
    @Nullable
    SocketChannel accept(ServerSocketChannel server) throws IOException;
  }

  private ControlServer(
      SocketPlace place, Accepting accepting, ControlHandler handler, Duration patience)
      throws IOException {
    this.place = place;
    this.accepting = accepting;
    this.handler = handler;
    this.patience = patience;
    place.channel().configureBlocking(false);
    this.selector = Selector.open();
    this.accepts = place.channel().register(selector, SelectionKey.OP_ACCEPT);
    this.thread = new Thread(this::run, "temper-control");
    thread.setDaemon(true);
  }

  /**
   * Opens the socket and begins to serve it.
   *
   * @param claim the right to; stays the caller's
   * @param handler does what is asked for
   * @return the server, to be closed by the caller, before the claim
   * @throws TemperException if it cannot be opened
   */
  public static ControlServer start(SocketClaim claim, ControlHandler handler) {
    return start(claim, handler, PATIENCE, ServerSocketChannel::accept);
  }

  static ControlServer start(
      SocketClaim claim, ControlHandler handler, Duration patience, Accepting accepting) {
    Path path = claim.socket();
    try {
      var place = SocketPlace.open(path);
      try {
        var started = new ControlServer(place, accepting, handler, patience);
        started.thread.start();
        return started;
      } catch (IOException | RuntimeException | Error e) {
        place.remove();
        place.channel().close();
        throw e;
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      throw SocketClaim.cannotOpen(path, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        round();
        rounds.succeeded();
      } catch (IOException | RuntimeException | Error e) {
        troubled(e);
      }
    }
    end();
  }

  private void round() throws IOException {
    long rest = accepted.leftNanos(System.nanoTime());
    long look = selector.keys().size() > 1 ? LOOK_NANOS : NOBODY_NANOS;
    selector.select(Math.max(1, (rest == 0 ? look : Math.min(look, rest)) / NANOS_PER_MILLI));
    if (accepted.leftNanos(System.nanoTime()) == 0) {
      accepts.interestOps(SelectionKey.OP_ACCEPT);
    }
    serveReady();
    dropLate();
  }

  /** The thread lives as long as the agent, whatever happens; what fails at once fails seldom. */
  private void troubled(Throwable failure) {
    boolean first = rounds.failed(System.nanoTime());
    if (first) {
      Telling.quietly(() ->
          LOG.error("serving the control socket {} failed, and goes on", place.path(), failure));
    }
    if (!closed) {
      LockSupport.parkNanos(this, rounds.leftNanos(System.nanoTime()));
      Thread.interrupted();
    }
  }

  private void end() {
    place.remove();
    new ArrayList<>(selector.keys()).forEach(Clients::drop);
    try (selector) {
      LOG.debug("the control socket {} is closed", place.path());
    } catch (IOException e) {
      LOG.debug("closing failed", e);
    }
  }

  private void serveReady() {
    for (var key : Clients.takeReady(selector)) {
      if (key == accepts) {
        accept();
      } else if (key.isValid()) {
        Clients.serve(key, ((ControlConnection) key.attachment())::work);
      }
    }
  }

  private void accept() {
    try (var client = new Arrival(accepting.accept(place.channel()))) {
      accepted.succeeded();
      client.registerIn(selector, handler, System.nanoTime() + patience.toNanos());
    } catch (IOException | RuntimeException e) {
      // Such as too many open files: that passes, but until then accepting would fail at once, for
      // ever.
      accepts.interestOps(0);
      if (accepted.failed(System.nanoTime())) {
        LOG.warn("a client of the control socket could not be served: {}", e.toString());
      }
    }
  }

  /** A client that may find no place. */
  private static final class Arrival implements AutoCloseable {
    private final @Nullable SocketChannel channel;
    private boolean registered;

    private Arrival(@Nullable SocketChannel channel) {
      this.channel = channel;
    }

    private void registerIn(Selector selector, ControlHandler handler, long deadline)
        throws IOException {
      if (channel != null && selector.keys().size() <= MOST_CLIENTS) {
        channel.configureBlocking(false);
        channel.register(
            selector, SelectionKey.OP_READ, new ControlConnection(channel, handler, deadline));
        registered = true;
      }
    }

    @Override
    public void close() throws IOException {
      if (channel != null && !registered) {
        channel.close();
      }
    }
  }

  private void dropLate() {
    long now = System.nanoTime();
    for (var key : new ArrayList<>(selector.keys())) {
      if (key.attachment() instanceof ControlConnection connection && connection.isLate(now)) {
        Clients.drop(key);
      }
    }
  }
}
