package io.temper.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.Payload;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestMeasurementTest {
  @TempDir
  Path root;

  private AgentJars built() throws IOException {
    Path target = root.resolve("temper-agent/target");
    Files.createDirectories(target.resolve("classes"));
    new ZipOutputStream(Files.newOutputStream(target.resolve("temper-agent-1.jar"))).close();
    Files.writeString(target.resolve("temper-agent-1-sources.jar"), "");
    Path library = Files.writeString(root.resolve("jna.jar"), "");
    Files.writeString(target.resolve("class-path"), library + "\n");
    return AgentJars.of(new Workspace(root));
  }

  @Test
  void task_runsTheAgentOnTheGuestsKernelWithTheUsersOptions() throws IOException {
    var demo = new GuestMeasurement(
        built(),
        List.of("demo", "--here"),
        List.of("--rounds", "3"),
        new GuestMeasurement.Look(true, false));
    VmSpec spec = demo.task(root.resolve("out")).build();
    assertThat(String.join(" ", spec.command()))
        .startsWith("env LC_ALL=C.UTF-8 java ")
        .contains("-cp /payload/0-temper-agent-1.jar:/payload/1-jna.jar")
        .contains("-Dtemper.commit=")
        .endsWith("demo --here -o /results --color never --rounds 3");
    assertThat(spec.payloads())
        .extracting(Payload::name)
        .containsExactly("0-temper-agent-1.jar", "1-jna.jar");
    assertThat(spec.results()).contains(root.resolve("out"));
  }

  @Test
  void jars_ofATreeThatWasNotBuilt_saysHowToBuild() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> AgentJars.of(new Workspace(root)))
        .withMessageContaining("./mvnw");
  }

  @Test
  void look_followsTerminalNoColorAndLocale() {
    assertThat(DemoCommand.look("auto", true, Map.of("LANG", "C.UTF-8")))
        .isEqualTo(new GuestMeasurement.Look(true, true));
    assertThat(DemoCommand.look("auto", true, Map.of("NO_COLOR", "1")))
        .isEqualTo(new GuestMeasurement.Look(false, false));
    assertThat(DemoCommand.look("auto", false, Map.of("LC_ALL", "C", "LANG", "C.UTF-8")))
        .isEqualTo(new GuestMeasurement.Look(false, false));
    assertThat(DemoCommand.look("always", false, Map.of()).color()).isTrue();
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> DemoCommand.look("pink", true, Map.of()))
        .withMessageContaining("pink");
  }
}
