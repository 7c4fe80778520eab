package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.bundle.Bundle;
import io.temper.agent.bundle.BundlePart;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.report.doctor.Secrets;
import io.temper.bpf.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private static final Check YES = Check.supported("kernel-version", "kernel 6.18.2");
  private static final Check NO = Check.unsupported("sched-ext", "missing", "boot another");
  private static final Check UNKNOWN = Check.unknown("lockdown", "not mounted", "mount it");
  private static final Check ADVICE = Check.advice("isolated-cpus", "CPU 2", "boot without");

  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void exitCode_everythingThere_is0() {
    assertThat(run(List.of(YES))).isZero();
    assertThat(text()).contains("ok kernel-version", "can enforce plans");
  }

  @Test
  void exitCode_adviceOnly_is0() {
    assertThat(run(List.of(YES, ADVICE))).isZero();
  }

  @Test
  void exitCode_somethingMissing_is1EvenIfMoreIsUnknown() {
    assertThat(run(List.of(YES, UNKNOWN, NO))).isEqualTo(1);
    assertThat(text()).contains("NO sched-ext", "-> boot another", "cannot enforce plans");
  }

  @Test
  void exitCode_notEverythingAsked_is2() {
    assertThat(run(List.of(YES, UNKNOWN))).isEqualTo(2);
    assertThat(text()).contains("?  lockdown", "-> mount it");
  }

  @Test
  void json_saysTheAnswer() {
    assertThat(run(List.of(UNKNOWN), "-o", "json")).isEqualTo(2);
    assertThat(text()).contains("\"canEnforce\" : \"unknown\"");
  }

  @Test
  void bundle_isWrittenWhateverTheAnswerIs() {
    var file = folder.resolve("node.zip");
    assertThat(run(List.of(NO), "--bundle", file.toString(), "--socket", "/run/x.sock"))
        .isZero();
    assertThat(file).exists();
    assertThat(text())
        .contains("Wrote " + file + ": 1 part, 1 KiB", "! b.txt: not there: /run/x.sock");
  }

  @Test
  void bundle_asJson_isTheManifest() {
    var file = folder.resolve("node.zip");
    assertThat(run(List.of(NO), "--bundle", file.toString(), "-o", "json")).isZero();
    assertThat(text()).contains("\"kind\" : \"BundleManifest\"", "\"problem\" : \"not there");
  }

  @Test
  void bundle_configurationThatCannotBeRead_isWrittenAndTheDoubtIsSaidOnce() throws IOException {
    var broken = Files.writeString(folder.resolve("broken.toml"), "lease = 1").toString();
    var file = folder.resolve("node.zip").toString();
    assertThat(run(List.of(NO), "--bundle", file, "--config", broken)).isZero();
    assertThat(text())
        .containsOnlyOnce("where this host's agent answers is not known: " + broken + ":1:1: ")
        .contains("Wrote " + file);

    out.reset();
    assertThat(run(
            List.of(NO),
            "--bundle",
            file,
            "--force",
            "--config",
            broken,
            "--socket",
            "/run/x.sock"))
        .isZero();
    assertThat(text()).doesNotContain("is not known");
  }

  @Test
  void bundle_thatIsThereAlready_isRefused() throws IOException {
    var file = Files.createFile(folder.resolve("node.zip"));
    assertThat(run(List.of(YES), "--bundle", file.toString())).isEqualTo(2);
    assertThat(text()).contains("is there already", "--force").hasLineCount(1);
    assertThat(run(List.of(YES), "--bundle", file.toString(), "--force")).isZero();
  }

  @Test
  void forceWithoutABundle_isWrongUse() {
    assertThat(run(List.of(YES), "--force")).isEqualTo(2);
  }

  private int run(List<Check> checks, String... options) {
    var console = new Console(
        InputStream.nullInputStream(), out, out, new Environment(Map.of("LANG", "C"), true));
    var context = CliContext.of(console);
    var args = new ArrayList<>(List.of("doctor", "--color=never"));
    args.addAll(List.of(options));
    var command = new DoctorCommand(
        context,
        () -> checks,
        request -> new Bundle(
            List.of(
                new BundlePart("a.txt", "a part", () -> "one"),
                new BundlePart("b.txt", "a part", () -> {
                  throw new TemperException("not there: " + request.socket());
                })),
            new Secrets(List.of()),
            "1.2.3"));
    return new TemperCli(context, List.of(command), () -> "0").run(args.toArray(new String[0]));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
