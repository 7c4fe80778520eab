package io.temper.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
  @Test
  void oneLine_plain_givesUriSuiteAndComponents() {
    assertThat(OneLineSources.parse(List.of("deb https://a.example/debian bookworm main contrib")))
        .singleElement()
        .satisfies(source -> assertThat(source.uri()).isEqualTo("https://a.example/debian"))
        .satisfies(source -> assertThat(source.suite()).isEqualTo("bookworm"))
        .satisfies(source -> assertThat(source.components()).containsExactly("main", "contrib"));
  }

  @Test
  void oneLine_withOptions_readsEachOption() {
    var line = "deb [ arch=amd64 Signed-By=/k.gpg trusted=yes ] http://a.example/ stable main # x";
    assertThat(OneLineSources.parse(List.of(line)))
        .singleElement()
        .satisfies(source -> assertThat(source.keyFile()).contains("/k.gpg"))
        .satisfies(source -> assertThat(source.trusted()).isTrue())
        .satisfies(source -> assertThat(source.components()).containsExactly("main"));
  }

  @Test
  void oneLine_commentsSourcePackagesAndRubbish_arePassedOver() {
    var lines =
        List.of("# deb http://a.example x main", "", "deb-src http://a.example x main", "deb");
    assertThat(OneLineSources.parse(lines)).isEmpty();
  }

  @Test
  void stanza_withSeveralUrisAndSuites_givesEachPair() {
    var lines = List.of(
        "# a comment",
        "Types: deb deb-src",
        "URIs: http://a.example/debian http://b.example/debian",
        "# a comment inside",
        "Suites: bookworm bookworm-updates",
        "Components: main",
        "Signed-By: /usr/share/keyrings/k.gpg");
    assertThat(AptSources.parseStanzas(lines))
        .extracting(source -> source.uri() + " " + source.suite())
        .containsExactly(
            "http://a.example/debian bookworm",
            "http://a.example/debian bookworm-updates",
            "http://b.example/debian bookworm",
            "http://b.example/debian bookworm-updates");
  }

  @Test
  void stanza_withKeysInside_namesNoKeyFile() {
    var lines = List.of(
        "Types: deb",
        "URIs: http://a.example",
        "Suites: sid",
        "Components: main",
        "Signed-By:",
        " -----BEGIN PGP PUBLIC KEY BLOCK-----",
        " .",
        " mQINBFx",
        " -----END PGP PUBLIC KEY BLOCK-----",
        "",
        "Types: deb",
        "URIs: http://b.example",
        "Suites: sid",
        "Components: main");
    assertThat(AptSources.parseStanzas(lines))
        .hasSize(2)
        .allSatisfy(source -> assertThat(source.keyFile()).isEmpty());
  }

  @Test
  void stanza_disabledOrOfSourcePackages_isPassedOver() {
    var lines = List.of(
        "Enabled: no",
        "Types: deb",
        "URIs: http://a.example",
        "Suites: x",
        "",
        "Types: deb-src",
        "URIs: http://a.example",
        "Suites: x");
    assertThat(AptSources.parseStanzas(lines)).isEmpty();
  }

  @Test
  void read_bothFormats_givesAllInAptsOrder(@TempDir Path etcApt) throws IOException {
    Files.writeString(etcApt.resolve("sources.list"), "deb http://a.example x main\n");
    Path parts = Files.createDirectory(etcApt.resolve("sources.list.d"));
    Files.writeString(parts.resolve("b.list"), "deb http://b.example x main\n");
    Files.writeString(
        parts.resolve("c.sources"), "Types: deb\nURIs: http://c.example\nSuites: x\n");
    Files.writeString(parts.resolve("d.list.disabled"), "deb http://d.example x main\n");
    assertThat(AptSources.read(etcApt))
        .extracting(AptSource::uri)
        .containsExactly("http://a.example", "http://b.example", "http://c.example");
  }
}
