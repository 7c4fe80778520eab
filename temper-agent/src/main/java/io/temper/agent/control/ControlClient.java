package io.temper.agent.control;

import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.InputException;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent that serves a control socket.
 *
 * @param socket where it is
 */
public record ControlClient(Path socket) {

  /**
   * Returns the status document of the agent.
   *
   * @throws InputException if no agent answers
   */
  public String status() {
    return ControlProtocol.requireNoProblem(ask(new ControlCall(Command.STATUS, "")));
  }

  /**
   * Returns the document that says where a control group is.
   *
   * @throws InputException if no agent answers, or one that does not know the question
   */
  public String explain(CgroupPath cgroup) {
    return ControlProtocol.requireNoProblem(ask(ControlCall.explain(cgroup)));
  }

  /**
   * Enters or leaves safe mode.
   *
   * @return what the agent says about it
   * @throws InputException if no agent answers, or it refuses
   */
  public String safeMode(Command command, String reason) {
    return ControlProtocol.requireDone(ask(new ControlCall(command, reason)));
  }

  private String ask(ControlCall call) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var line = ControlProtocol.request(call) + "\n";
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      var answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      if (answer.isBlank()) {
        throw noAgent("it closed the connection without an answer", null);
      }
      return answer;
    } catch (IOException | UnsupportedOperationException e) {
      throw noAgent(String.valueOf(e.getMessage()), e);
    }
  }

  private InputException noAgent(String why, @Nullable Exception cause) {
    return new InputException(
        "no agent answers at " + socket + " (" + why
            + "): is 'temper run' running, and may this user open its socket?",
        cause);
  }
}
