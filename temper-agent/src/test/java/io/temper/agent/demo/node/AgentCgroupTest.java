package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import org.junit.jupiter.api.Test;

class AgentCgroupTest {
  private final FakeCgroups files = new FakeCgroups();

  @Test
  void close_movesTheProcessBackAndRemovesTheGroup() {
    files.create(new CgroupPath("/home"));
    AgentCgroup cgroup = AgentCgroup.enter(files, "0::/home\n", 42);
    assertThat(files.written("/temper-demo/cgroup.procs")).isEqualTo("42");
    cgroup.close();
    cgroup.close();
    assertThat(files.written("/home/cgroup.procs")).isEqualTo("42");
    assertThat(files.groups()).containsExactly("/home");
  }

  @Test
  void enter_thatIsRefused_leavesNothing() {
    files.refuse("cgroup.procs");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> AgentCgroup.enter(files, "0::/", 42));
    assertThat(files.groups()).isEmpty();
  }

  @Test
  void enter_withoutCgroupV2_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentCgroup.enter(files, "3:cpu:/x\n", 42))
        .withMessageContaining("3:cpu:/x");
  }
}
