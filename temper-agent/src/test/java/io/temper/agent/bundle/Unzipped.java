package io.temper.agent.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** What is in a bundle: texts by name. */
final class Unzipped {
  private Unzipped() {}

  static Map<String, String> read(Path file) {
    Map<String, String> all = new TreeMap<>();
    try (var zip = new ZipFile(file.toFile())) {
      var entries = zip.entries();
      while (entries.hasMoreElements()) {
        var entry = entries.nextElement();
        var bytes = zip.getInputStream(entry).readAllBytes();
        all.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
