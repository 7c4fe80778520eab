package io.temper.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.doctor.BundleManifest;
import io.temper.agent.report.doctor.BundleManifest.Entry;
import io.temper.agent.report.doctor.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelPartsTest {
  @TempDir
  Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve("root").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private BundleManifest bundle() {
    Path root = folder.resolve("root");
    var parts =
        new KernelParts(root.resolve("proc"), root.resolve("sys"), root.resolve("cgroup")).parts();
    return new BundleFile(folder.resolve("node.zip"), true)
        .write(parts, new Secrets(List.of()), "1");
  }

  private Map<String, String> texts() {
    return Unzipped.read(folder.resolve("node.zip"));
  }

  @Test
  void commandLine_isGivenAsFarAsItConcernsScheduling() throws Exception {
    write(
        "proc/cmdline",
        "root=/dev/vda systemd.set_credential=planted isolcpus=2-3 ip=planted psi=1 nosmt\n");
    bundle();
    assertThat(texts().get("kernel/parameters.txt")).isEqualTo("isolcpus=2-3\npsi=1\nnosmt\n");
    assertThat(texts().values()).noneMatch(text -> text.contains("planted"));
  }

  @Test
  void schedExt_isEachFileByName() throws Exception {
    write("sys/kernel/sched_ext/state", "enabled\n");
    write("sys/kernel/sched_ext/root/ops", "temper\n");
    bundle();
    assertThat(texts().get("kernel/sched_ext.txt")).isEqualTo("root/ops: temper\nstate: enabled\n");
  }

  @Test
  void cgroups_areGivenByNameWithTheirLimits() throws Exception {
    write("cgroup/cgroup.controllers", "cpu");
    write("cgroup/a/cpu.max", "50000 100000\n");
    write("cgroup/a/cpu.weight", "7\n");
    write("cgroup/a/b/cpu.stat", "usage_usec 3\nuser_usec 2\nsystem_usec 1\n");
    bundle();
    assertThat(texts().get("host/cgroups.json"))
        .contains("\"path\" : \"/a/b\"", "\"quotaMicros\" : 50000", "\"cpuWeight\" : 7")
        .contains("\"usageMicros\" : 3", "\"complete\" : true");
  }

  @Test
  void hostThatTellsNothing_hasEachPartListedWithItsProblem() throws Exception {
    var manifest = bundle();
    assertThat(manifest.missing()).hasSameSizeAs(manifest.entries()).hasSizeGreaterThan(8);
    assertThat(manifest.missing()).extracting(Entry::problem).doesNotContain("");
    assertThat(texts()).containsOnlyKeys("MANIFEST.json");
  }
}
