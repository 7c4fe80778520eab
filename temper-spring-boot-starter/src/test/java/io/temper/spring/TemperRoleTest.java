package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.Check;
import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.HostProbe;
import io.temper.spi.ProbeResult.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Where the starter does something, and what it says where it does not. */
class TemperRoleTest {
  private static final Check NO_CAPABILITIES =
      Check.unsupported("capabilities", "this process lacks CAP_BPF", "run as root");
  private static final Check OURS_IN_CHARGE = Check.unsupported(
      "another-scheduler", "another Temper process has attached its scheduler", "stop it");
  private static final Check NO_SCHED_EXT = Check.unsupported(
      "sched-ext", "this kernel has no sched_ext", "boot one with CONFIG_SCHED_CLASS_EXT=y");

  @TempDir
  private Path root;

  private static TemperRole role(HostFacts host, String... settings) {
    return TemperRole.decide(properties(settings), host);
  }

  private static TemperProperties properties(String... settings) {
    var map = new HashMap<String, String>();
    for (String setting : settings) {
      map.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    return new Binder(new MapConfigurationPropertySource(map))
        .bindOrCreate("temper", TemperProperties.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Mac OS X, participant",
    "Windows 11, participant",
    "Mac OS X, node",
    "Windows 11, node"
  })
  void decide_onAnotherSystem_isInactiveAndSaysWhy(String system, String mode) {
    TemperRole role = role(new FakeHostFacts(system, NO_SCHED_EXT), "temper.mode=" + mode);
    assertThat(role.active()).isFalse();
    assertThat(role.reasons()).extracting(Finding::check).containsExactly("platform");
    assertThat(role.text()).startsWith("Temper is not active: platform: this is " + system);
  }

  @Test
  void decide_forParticipant_ignoresWhatOnlyTheAgentNeeds() {
    TemperRole role = role(new FakeHostFacts("Linux", NO_CAPABILITIES, OURS_IN_CHARGE));
    assertThat(role.active()).isTrue();
    assertThat(role.mode()).isEqualTo(TemperMode.PARTICIPANT);
  }

  @Test
  void decide_forNode_needsCapabilities() {
    TemperRole role =
        role(new FakeHostFacts("Linux", NO_CAPABILITIES, OURS_IN_CHARGE), "temper.mode=node");
    assertThat(role.reasons())
        .containsExactly(new Finding("capabilities", "this process lacks CAP_BPF", "run as root"));
  }

  @Test
  void decide_withUnknownAnswer_isActive() {
    var open = Check.unknown("lockdown", "securityfs is not mounted", "mount it");
    assertThat(role(new FakeHostFacts("Linux", open), "temper.mode=node").active())
        .isTrue();
  }

  @Test
  void decide_forPlanner_asksNoHost() {
    assertThat(role(new FakeHostFacts("Mac OS X"), "temper.mode=planner").active())
        .isTrue();
  }

  @Test
  void decide_whenSwitchedOff_isInactive() {
    TemperRole role = role(FakeHostFacts.good(), "temper.enabled=false");
    assertThat(role.reasons()).extracting(Finding::check).containsExactly("configuration");
  }

  /** The project's own preflight, asked of an empty tree of files: a JVM without anything of Linux. */
  @ParameterizedTest
  @CsvSource({"participant", "node"})
  void decide_byThePreflightOfAHostWithoutLinux_isInactive(String mode) {
    TemperRole role = role(preflightOf(root), "temper.mode=" + mode);
    assertThat(role.active()).isFalse();
    assertThat(role.reasons()).extracting(Finding::check).contains("kernel-btf", "cgroup-v2");
    assertThat(role.text()).contains("there is no /sys/kernel/btf/vmlinux");
  }

  @Test
  void decide_byThePreflightOfAnOldKernel_namesTheKernel() throws IOException {
    Path release = Files.createDirectories(root.resolve("proc/sys/kernel")).resolve("osrelease");
    Files.writeString(release, "5.15.0-generic\n");
    assertThat(role(preflightOf(root)).text()).contains("kernel 5.15.0-generic is older than");
  }

  private static HostFacts preflightOf(Path root) {
    var probe = new HostProbe(
        new HostFiles(root),
        "x86_64",
        () -> {
          throw new ObjectFileException("the object", 0, "is not there");
        },
        () -> {
          throw new AssertionError("libbpf is not to be loaded");
        });
    return new FakeHostFacts("Linux", probe.askHost().checks().toArray(Check[]::new));
  }
}
