package io.temper.agent.control;

import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the control socket: its line is read, then its answer written, never waiting. */
final class ControlConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);
  private static final int LONGEST_LINE = 16 * 1024;

  private final SocketChannel channel;
  private final ControlHandler handler;
  private final long deadline;
  private final ByteBuffer line = ByteBuffer.allocate(LONGEST_LINE);
  private @Nullable ByteBuffer answer;
  private boolean answered;

  ControlConnection(SocketChannel channel, ControlHandler handler, long deadline) {
    this.channel = channel;
    this.handler = handler;
    this.deadline = deadline;
  }

  boolean isLate(long now) {
    return now - deadline >= 0;
  }

  /** Does what can be done without waiting. Returns what to wait for; 0 if the client is done with. */
  int work() throws IOException {
    if (answered) {
      return drain();
    }
    ByteBuffer toWrite = answer == null ? read() : answer;
    answer = toWrite;
    if (toWrite == null) {
      return SelectionKey.OP_READ;
    }
    channel.write(toWrite);
    if (toWrite.hasRemaining()) {
      return SelectionKey.OP_WRITE;
    }
    answered = true;
    channel.shutdownOutput();
    return drain();
  }

  /** A socket closed while something was not read is reset, and the client may lose its answer. */
  private int drain() throws IOException {
    line.clear();
    return channel.read(line) < 0 ? 0 : SelectionKey.OP_READ;
  }

  private @Nullable ByteBuffer read() throws IOException {
    boolean ended = channel.read(line) < 0;
    int end = endOfLine();
    if (end >= 0) {
      return answerTo(new String(line.array(), 0, end, StandardCharsets.UTF_8));
    }
    if (ended || !line.hasRemaining()) {
      return bytes(ControlProtocol.refused(
          "a request is one line of at most " + LONGEST_LINE + " bytes, ended by a newline"));
    }
    return null;
  }

  private ByteBuffer answerTo(String request) {
    try {
      return bytes(handler.answer(ControlProtocol.read(request), peer()));
    } catch (InputException e) {
      return bytes(ControlProtocol.refused(String.valueOf(e.getMessage())));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("a request at the control socket failed", e);
      return bytes(ControlProtocol.refused("internal error: " + e
          + "; a fault of Temper: please report what the agent's log shows"));
    }
  }

  private String peer() {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private int endOfLine() {
    for (int i = 0; i < line.position(); i++) {
      if (line.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
