package io.temper.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackageIndexTest {
  private static final String INDEX = """
      Package: linux-image-6.18.15+deb13-cloud-amd64
      Source: linux-signed-amd64
      Version: 6.18.15-1~bpo13+1
      Description: Linux
       Version: 9 is not a field here

      Package: redis
      Version: 5:8.0.2-3
      """;

  @Test
  void parse_keepsTheNamesAskedFor() throws IOException {
    var lines = new BufferedReader(new StringReader(INDEX));
    assertThat(PackageIndex.parse(lines, "sid", name -> name.startsWith("linux-")))
        .containsExactly(new DebianPackage(
            "linux-image-6.18.15+deb13-cloud-amd64",
            new DebianVersion("6.18.15-1~bpo13+1"),
            "sid"));
  }

  @Test
  void suite_fromAptsFileName() {
    var file = "mirror.example_debian_dists_trixie-backports_main_binary-amd64_Packages";
    assertThat(PackageIndex.suite(Path.of(file))).isEqualTo("trixie-backports");
  }
}
