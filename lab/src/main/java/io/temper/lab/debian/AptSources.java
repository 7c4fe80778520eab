package io.temper.lab.debian;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a host's own apt is configured to fetch from, in both formats that apt knows. */
public final class AptSources {
  private AptSources() {}

  /**
   * Reads {@code sources.list} and the files of {@code sources.list.d} in the order apt does.
   *
   * @param etcApt the folder of apt's configuration, {@code /etc/apt} on a real host
   * @return the enabled sources of binary packages; empty if there are none
   */
  public static List<AptSource> read(Path etcApt) {
    var sources = new ArrayList<AptSource>();
    Path main = etcApt.resolve("sources.list");
    if (Files.isRegularFile(main)) {
      sources.addAll(OneLineSources.parse(lines(main)));
    }
    for (Path file : Folders.list(etcApt.resolve("sources.list.d"))) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".list")) {
        sources.addAll(OneLineSources.parse(lines(file)));
      } else if (name.endsWith(".sources")) {
        sources.addAll(parseStanzas(lines(file)));
      }
    }
    return List.copyOf(sources);
  }

  static List<AptSource> parseStanzas(List<String> lines) {
    var sources = new ArrayList<AptSource>();
    for (Map<String, String> stanza : Deb822.parse(lines)) {
      if (words(stanza, "types").contains("deb") && !"no".equals(stanza.get("enabled"))) {
        addAll(stanza, sources);
      }
    }
    return sources;
  }

  private static void addAll(Map<String, String> stanza, List<AptSource> sources) {
    var options = new LinkedHashMap<>(stanza);
    options.keySet().removeAll(List.of("types", "uris", "suites", "components", "enabled"));
    for (String uri : words(stanza, "uris")) {
      for (String suite : words(stanza, "suites")) {
        sources.add(new AptSource(uri, suite, words(stanza, "components"), options));
      }
    }
  }

  private static List<String> words(Map<String, String> stanza, String field) {
    return Arrays.stream(stanza.getOrDefault(field, "").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new LabException("cannot read apt's configuration " + file + ": " + e, e);
    }
  }
}
