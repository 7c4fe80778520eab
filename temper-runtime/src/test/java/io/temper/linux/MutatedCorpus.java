package io.temper.linux;

import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Feeds the parser of a kernel's file with kept samples and broken forms of them. */
final class MutatedCorpus {
  private static final int EXAMPLES = 2_000;

  private MutatedCorpus() {}

  /** Checks the parser of the texts of a file; the samples are in the folder of its name. */
  static void check(String parser, BiConsumer<Path, String> parse) {
    FuzzCorpus.in(MutatedCorpus.class, parser)
        .check(EXAMPLES, bytes -> understands(Path.of("/fuzzed", parser), bytes, parse));
  }

  private static boolean understands(Path file, byte[] bytes, BiConsumer<Path, String> parse) {
    try {
      parse.accept(file, KernelFile.decode(bytes));
      return true;
    } catch (HostReadException e) {
      if (e.path().equals(file)
          && Objects.requireNonNull(e.getMessage()).contains(file.toString())) {
        return false;
      }
      throw new AssertionError("names another file", e);
    }
  }
}
