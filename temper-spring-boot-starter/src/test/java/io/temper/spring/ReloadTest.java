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
  /** The last one: Spring and the JDK hold it until the next is loaded, without Temper, too. */
  private static final int HELD_BY_OTHERS = 1;

  @Test
  void closedApplication_isCollected_andLeavesNoThread() throws Exception {
    assertThat(run("reload"))
        .isIn(ReloadProgram.HELD + "0 []", ReloadProgram.HELD + HELD_BY_OTHERS + " []");
  }

  @Test
  void leak_isSeen() throws Exception {
    assertThat(run("leak")).isEqualTo(ReloadProgram.HELD + ReloadProgram.RELOADS + " []");
  }

  private static String run(String how) throws Exception {
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
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
