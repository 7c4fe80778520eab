package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * An application that is closed and loaded anew beside libraries that stay: nothing of Temper may hold on to the one before.
 * In a JVM that keeps nothing for its softly referenced sake, as Spring's caches would.
 */
class ReloadTest {

  /** Spring and the JDK may hold the last one until the next is loaded: the same application without Temper says. */
  @Test
  void closedApplication_isHeldNoLongerThanWithoutTemper_andLeavesNoThread() throws Exception {
    assertThat(held(ReloadProgram.WITH)).isLessThanOrEqualTo(held(ReloadProgram.WITHOUT));
  }

  @Test
  void leak_isSeen() throws Exception {
    assertThat(held(ReloadProgram.LEAK)).isEqualTo(ReloadProgram.RELOADS);
  }

  /** How many closed applications are held in the end, after it was seen that no thread of Temper goes on. */
  private static int held(String how) throws Exception {
    var command = new ArrayList<>(JavaProgram.command(ReloadProgram.class, how));
    command.add(1, "-XX:SoftRefLRUPolicyMSPerMB=0");
    var process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(ReloadProgram.HELD))
        .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines).singleElement().asString().matches(ReloadProgram.HELD + "\\d \\[]");
    return Integer.parseInt(lines.get(0).replaceAll("\\D", ""));
  }
}
