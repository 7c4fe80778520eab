package io.temper.lab.cluster;

import io.temper.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands as root on the node, over a virtio port: what a person would do over SSH. One command at a time; safe
 * for several threads.
 */
public final class NodeShell implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Longer than anything that a step waits for on the node. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String GREETING = "ready";

  private final SocketChannel channel;
  private final BufferedReader answers;
  private long number;

  private NodeShell(SocketChannel channel) {
    this.channel = channel;
    this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
  }

  /**
   * Connects, and waits until the node takes commands.
   *
   * @param socket the host's end of the port; it appears when the machine starts
   * @param patience how long to wait for it to appear
   * @return to be closed by the caller
   */
  static NodeShell connect(Path socket, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      SocketChannel channel = tryOpen(socket);
      if (channel != null) {
        return new NodeShell(channel);
      }
      Waiting.pause(PAUSE);
    }
    throw new LabException("the machine of the node did not start: no " + socket);
  }

  private static @Nullable SocketChannel tryOpen(Path socket) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      } catch (IOException e) {
        channel.close();
        return null;
      }
    } catch (IOException e) {
      return null;
    }
  }

  /** Waits for the node's greeting; closing this from another thread ends the wait. */
  void awaitGreeting() {
    String line = readLine();
    if (!GREETING.equals(line)) {
      throw new LabException("the node greets with '" + line + "' and not with " + GREETING);
    }
  }

  /**
   * Runs a script, for at most 15 minutes.
   *
   * @param script for bash
   * @return how it ended; its standard output and standard error together
   * @throws LabException if the machine is gone, or does not answer in that time; no other command is taken then
   */
  public Invocation run(String script) {
    return run(script, PATIENCE);
  }

  /** Runs a script for at most some time. */
  synchronized Invocation run(String script, Duration patience) {
    long start = System.nanoTime();
    String mark = String.valueOf(++number);
    write(mark + " " + encode(script) + "\n");
    String[] parts = answer(script, patience).split(" ", 3);
    if (parts.length < 2 || !parts[0].equals(mark)) {
      throw new LabException("the node answered out of turn: " + String.join(" ", parts));
    }
    String output = parts.length < 3 ? "" : decode(parts[2]);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Invocation(List.of("node", script), Integer.parseInt(parts[1]), output, "", took);
  }

  /**
   * Reads a file of the node.
   *
   * @param path of it
   * @return its text without the end of the last line
   */
  public String read(String path) {
    return run("cat '" + path + "'").text();
  }

  /** An answer that comes too late would be taken for another command's, so the connection ends. */
  private String answer(String script, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    var later = CompletableFuture.delayedExecutor(
        patience.toMillis(), TimeUnit.MILLISECONDS, NodeShell::inItsOwnThread);
    CompletableFuture<Void> tooLate = CompletableFuture.runAsync(this::close, later);
    try {
      return readLine();
    } catch (LabException e) {
      if (System.nanoTime() - end >= 0) {
        throw new LabException(
            "the node did not answer within " + patience.toSeconds() + " s: " + script, e);
      }
      throw e;
    } finally {
      tooLate.cancel(false);
    }
  }

  /** The common pool has one thread on two CPUs, and somebody may wait in it for this very answer. */
  private static void inItsOwnThread(Runnable task) {
    var thread = new Thread(task, "node-shell-patience");
    thread.setDaemon(true);
    thread.start();
  }

  private void write(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private String readLine() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw gone(null);
      }
      return line;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static LabException gone(@Nullable Throwable cause) {
    return new LabException("the node's machine has ended; its console and logs tell why", cause);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is only an end of a socket whose other end goes away, too.
      return;
    }
  }
}
