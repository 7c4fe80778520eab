package io.temper.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit of the archive, in the judgement of systemd's own tool where there is one. */
class UnitFileTest {
  private static final String PLACE = "/opt/temper";
  private static final Pattern EXPOSURE = Pattern.compile("exposure level for .*: ([0-9.]+)");

  /** As docs/operations.md has it. */
  private static final double EXPOSED_AT_MOST = 1.8;

  @TempDir
  private Path dir;

  private Path unit = Path.of("none");

  @BeforeEach
  void install() throws Exception {
    Path tree = Archive.unpack(dir.resolve("opt"));
    unit = dir.resolve("temper.service");
    Files.writeString(
        unit,
        Files.readString(tree.resolve("systemd/temper.service")).replace(PLACE, tree.toString()));
  }

  @Test
  void unit_isUnderstoodWithoutAWarning() throws Exception {
    var run = analyze("verify", "--man=no", unit.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void exposure_isAsSmallAsThePageSays(TestReporter reporter) throws Exception {
    var run = analyze("security", "--offline=true", "--no-pager", unit.toString());
    Matcher exposure = EXPOSURE.matcher(run.out());
    assertThat(exposure.find()).as(run.out() + run.err()).isTrue();
    reporter.publishEntry("exposure", exposure.group(1));
    assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(EXPOSED_AT_MOST);
  }

  @Test
  void capabilities_areThoseThatLoadingNeeds() throws IOException {
    String three = "CAP_BPF CAP_PERFMON CAP_SYS_RESOURCE";
    assertThat(Files.readAllLines(unit))
        .contains("AmbientCapabilities=" + three, "CapabilityBoundingSet=" + three)
        .contains("Type=notify", "User=temper", "NoNewPrivileges=yes");
  }

  private ProgramRun analyze(String... words) throws IOException, InterruptedException {
    boolean isThere = Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze")));
    assumeTrue(
        isThere,
        "SKIPPED: there is no systemd-analyze here (on Debian: apt-get install systemd), so nobody"
            + " has judged the unit file");
    var command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(words));
    return ProgramRun.of(dir, Map.of("LC_ALL", "C", "SYSTEMD_COLORS", "0"), command);
  }
}
