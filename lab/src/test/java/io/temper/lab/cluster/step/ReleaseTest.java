package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.cluster.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final Path CHART = Path.of("..", "deploy", "helm", "temper");

  private static long number(String file, String pattern) throws Exception {
    String text = Files.readString(CHART.resolve(file));
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void uninstall_waitsLongerThanTheChartsCleanup_andTheLabLongerThanHelm() throws Exception {
    long cleanup = number("values.yaml", "(?m)^ +waitSeconds: (\\d+)")
        + number(
            "templates/cleanup.yaml",
            "activeDeadlineSeconds: \\{\\{ add \\.Values\\.cleanup\\.waitSeconds (\\d+) }}");

    assertThat(Release.UNINSTALL.toSeconds()).isGreaterThan(cleanup);
    assertThat(Helm.PATIENCE).isGreaterThan(Release.UNINSTALL);
  }
}
