package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.host.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerWatchTest {
  @TempDir
  private Path folder;

  /** A pod that appears, and whose membership is only in a map that did not exist when the watch began. */
  @Test
  void watch_mapThatIsReplaced_isFollowed() throws Exception {
    Path pods = folder.resolve("kubepods");
    Files.createDirectories(pods.resolve("burstable"));
    bpftool();
    replace("{\"id\":7,\"type\":\"hash\",\"name\":\"temper_members\",\"flags\":1}", 7, "[]");
    Path output = folder.resolve("watch");
    Process watch = start(output, pods);
    try {
      await(output);
      Path pod = Files.createDirectory(pods.resolve("burstable/pod-1"));
      replace(
          "{\"id\":7,\"type\":\"hash\",\"name\":\"temper_members\",\"flags\":1},"
              + "{\"id\":8,\"type\":\"array\",\"name\":\"temper_config\",\"flags\":128},"
              + "{\"id\":12,\"type\":\"hash\",\"name\":\"temper_members\",\"flags\":1}",
          12,
          "[{\"key\":[" + bytes((long) Files.getAttribute(pod, "unix:ino")) + "],\"value\":[]}]");
      awaitLines(output, 1);
      Files.createFile(folder.resolve("watch.stop"));
      assertThat(watch.waitFor(20, TimeUnit.SECONDS)).as("it ends when told to").isTrue();
      List<String> lines = Files.readAllLines(output);
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).matches("\\d+");
      assertThat(lines.get(1)).matches("every \\d+");
    } finally {
      watch.destroyForcibly().waitFor();
    }
  }

  @Test
  void describe_times_areSpread() {
    assertThat(LayerWatch.describe(List.of("120000", "480000", "300000", "every 250000")))
        .contains("120 / 300 / 480 ms", "give or take 250 ms");
  }

  @Test
  void describe_noPodOrNoEnd_isAFailure() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> LayerWatch.describe(List.of("every 250000")))
        .withMessageContaining("no pod was seen");
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> LayerWatch.describe(List.of("120000")))
        .withMessageContaining("did not end");
  }

  /** Prints what files beside it hold, as bpftool would of the kernel's maps. */
  private void bpftool() throws IOException {
    Path program = folder.resolve("bpftool");
    Files.writeString(program, """
        #!/bin/bash
        if [ "$2" = list ]; then cat "${0%/*}/list"; else cat "${0%/*}/dump-$4"; fi
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void replace(String list, int id, String dump) throws IOException {
    Files.writeString(folder.resolve("dump-" + id), dump);
    Files.writeString(folder.resolve("list"), "[" + list + "]");
  }

  private Process start(Path output, Path pods) throws Exception {
    Path script = folder.resolve("layer-watch.sh");
    Files.writeString(
        script, new String(Resources.bytes("cluster/layer-watch.sh"), StandardCharsets.UTF_8));
    run("mkfifo", folder.resolve("never").toString());
    var builder = new ProcessBuilder("bash", script.toString(), output.toString(), pods.toString());
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static void run(String... argv) throws Exception {
    assertThat(new ProcessBuilder(argv).start().waitFor()).isZero();
  }

  private static void await(Path file) throws Exception {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void awaitLines(Path file, int lines) throws Exception {
    for (int i = 0; i < 200 && Files.readAllLines(file).size() < lines; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** As bpftool prints the bytes of a number, the lowest first. */
  private static String bytes(long number) {
    var text = new StringBuilder();
    for (int i = 0; i < Long.BYTES; i++) {
      text.append(i == 0 ? "" : ",")
          .append(String.format(Locale.ROOT, "\"0x%02x\"", number >> (8 * i) & 255));
    }
    return text.toString();
  }
}
