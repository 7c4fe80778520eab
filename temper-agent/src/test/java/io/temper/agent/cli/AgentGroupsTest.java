package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.control.ControlServer;
import io.temper.agent.control.SocketClaim;
import io.temper.agent.json.GroupedThreadsJson;
import io.temper.agent.report.observe.GroupedThreads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentGroupsTest {
  @TempDir
  Path folder;

  @Test
  void ask_agentThatIsStartedAgain_isHeardAgain() {
    Path socket = folder.resolve("control.sock");
    var groups = new AgentGroups(socket);
    assertThat(groups.ask()).isEqualTo(GroupedThreads.UNKNOWN);
    assertThat(groups.problem())
        .hasValueSatisfying(why -> assertThat(why).contains("no agent answers at " + socket));
    try (var agent = ControlServer.start(
        SocketClaim.take(socket), (call, by) -> GroupedThreadsJson.of(List.of()))) {
      assertThat(agent).isNotNull();
      assertThat(groups.ask()).isNotEqualTo(GroupedThreads.UNKNOWN);
      assertThat(groups.problem()).isEmpty();
    }
    groups.ask();
    assertThat(groups.problem()).isPresent();
  }
}
