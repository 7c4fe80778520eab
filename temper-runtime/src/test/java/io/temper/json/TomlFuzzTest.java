package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever a file of a person holds, it is understood, or refused with its name and a remedy. */
@Timeout(120)
class TomlFuzzTest {
  private static final int EXAMPLES = 3000;

  static final List<Format> FORMATS = List.of(
      new Format("workloads", WorkloadsToml::read),
      new Format("configuration", ConfigToml::read),
      new Format("suppressions", SuppressionsToml::read),
      new Format("profiles", ProfilesToml::read),
      new Format("profiles-json", ProfilesToml::read));

  /** What a folder of the corpus has, and its reader. */
  private record Format(String folder, BiFunction<String, String, ?> reader) {
    FuzzCorpus corpus() {
      var corpus = FuzzCorpus.in(TomlFuzzTest.class, folder);
      return folder.equals("configuration")
          ? corpus.with("standard", ConfigToml.write(AgentConfig.STANDARD))
          : corpus;
    }

    boolean understands(byte[] text) {
      return understands(new String(text, StandardCharsets.UTF_8));
    }

    boolean understands(String text) {
      String name = folder.endsWith("-json") ? "f.json" : "f.toml";
      try {
        assertThat(reader.apply(name, text)).isNotNull();
        return true;
      } catch (JsonFormatException e) {
        assertThat(e.getMessage()).startsWith(name).contains("; ");
        return false;
      }
    }

    @Override
    public String toString() {
      return folder;
    }
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void read_anyText_isUnderstoodOrRefused(Format format) {
    format.corpus().check(EXAMPLES, format::understands);
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void read_cutAnywhere_isUnderstoodOrRefused(Format format) {
    format.corpus().checkCut(format::understands);
  }

  /** No bytes give a half of a pair of characters, but who embeds the readers may. */
  @ParameterizedTest
  @FieldSource("FORMATS")
  void read_halfOfAPair_isUnderstoodOrRefused(Format format) {
    for (String text : new String[] {"a = \"\uD83D\"", "\uD83D = 1", "# \uDE00", "[\uD83D]"}) {
      format.understands(text);
    }
  }
}
