package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.testkit.JavaProgram;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent asks the API server and its node, and nobody else: in a network namespace without a way out, the
 * kernel counts no attempt to leave it. That it would count one is tried in the same namespace.
 */
@NeedsControlPlane
class SealedAgentTest {
  /** As root, and as somebody who may make user namespaces. */
  private static final List<List<String>> SEALS = List.of(
      List.of("unshare", "--net"), List.of("unshare", "--user", "--map-root-user", "--net"));

  @TempDir
  private Path folder;

  private record Ended(int code, String said) {}

  private static Ended run(List<String> seal, List<String> program) {
    List<String> command = new ArrayList<>(seal);
    command.addAll(List.of("sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
    command.addAll(program);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
      return new Ended(process.exitValue(), said);
    } catch (IOException e) {
      return new Ended(127, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> seal() {
    List<String> why = new ArrayList<>();
    for (List<String> seal : SEALS) {
      Ended tried = run(seal, List.of("true"));
      if (tried.code() == 0) {
        return seal;
      }
      why.add(seal + ": " + tried.said().strip());
    }
    String reason = "no network namespace can be made, which needs unshare, ip and root: " + why;
    System.err.println("Skipped SealedAgentTest: " + reason);
    assumeTrue(false, reason);
    return List.of();
  }

  @Test
  void agent_withoutAWayOut_isNeverSeenToLookForOne() {
    Ended ended = run(seal(), JavaProgram.command(SealedAgent.class, folder.toString()));
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("agent: 0\n").contains("control: 2\n");
  }
}
