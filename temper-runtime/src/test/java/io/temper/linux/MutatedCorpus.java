package io.temper.linux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Feeds a parser with kept samples and with what becomes of them when bytes are changed, lost, repeated
 * or added. A sample named {@code valid-*} must be understood and one named {@code invalid-*} refused; of
 * the others each must be the one or the other. A failure shows the text and the seed: {@code
 * -DFUZZ_SEED} repeats a run, {@code -DFUZZ_EXAMPLES} changes the number of texts per sample.
 */
final class MutatedCorpus {
  private static final int EXAMPLES = 2_000;
  private static final String[] SPLINTERS = {
    "\n", " ", "/", ":", "(", ")", "0", "-1", "99999999999999999999", "\0", "\r\n", "%s", "..", "é"
  };

  private final String parser;
  private final BiConsumer<Path, String> parse;

  private MutatedCorpus(String parser, BiConsumer<Path, String> parse) {
    this.parser = parser;
    this.parse = parse;
  }

  /** Checks the parser of the texts of a file; the samples are in the folder of its name. */
  static void check(String parser, BiConsumer<Path, String> parse) {
    new MutatedCorpus(parser, parse).check();
  }

  private void check() {
    List<Path> samples = samples();
    for (Path sample : samples) {
      byte[] bytes = bytes(sample);
      String name = sample.getFileName().toString();
      boolean understood = understands(bytes, name);
      if (understood != name.startsWith("valid-") || understood == name.startsWith("invalid-")) {
        throw new AssertionError(
            parser + "/" + name + (understood ? " is" : " is not") + " understood");
      }
      mutate(name, bytes, samples);
    }
  }

  private void mutate(String name, byte[] sample, List<Path> samples) {
    long seed = Long.getLong("FUZZ_SEED", System.nanoTime());
    var random = new Random(seed);
    for (int i = Integer.getInteger("FUZZ_EXAMPLES", EXAMPLES); i > 0; i--) {
      byte[] bytes = sample;
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes = changed(bytes, bytes(samples.get(random.nextInt(samples.size()))), random);
      }
      understands(bytes, name + ", FUZZ_SEED " + seed);
    }
  }

  private boolean understands(byte[] bytes, String origin) {
    Path file = Path.of("/fuzzed", parser);
    String text = KernelFile.decode(bytes);
    try {
      parse.accept(file, text);
      return true;
    } catch (HostReadException e) {
      if (e.path().equals(file)
          && Objects.requireNonNull(e.getMessage()).contains(file.toString())) {
        return false;
      }
      throw new AssertionError("names another file, from " + origin + ": '" + text + "'", e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("from " + origin + ": '" + text + "'", e);
    }
  }

  /** Every place is found anew, so that changes of one text add up. */
  private static byte[] changed(byte[] bytes, byte[] other, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(12));
    return switch (random.nextInt(7)) {
      case 0 ->
        joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, Math.min(to, from + 1));
      case 1 -> joined(bytes, from, new byte[0], bytes.length);
      case 2 -> joined(bytes, from, new byte[0], to);
      case 3 -> joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
      case 4 -> joined(bytes, from, splinter(random), from);
      case 5 -> joined(bytes, from, other, to);
      default -> flipped(bytes, from, random);
    };
  }

  private static byte[] splinter(Random random) {
    return SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] joined(byte[] bytes, int end, byte[] between, int start) {
    var joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, end);
    joined.writeBytes(between);
    joined.write(bytes, start, bytes.length - start);
    return joined.toByteArray();
  }

  private List<Path> samples() {
    try (Stream<Path> files = Files.list(
        Path.of(Objects.requireNonNull(MutatedCorpus.class.getResource("corpus/" + parser), parser)
            .toURI()))) {
      List<Path> samples = files.sorted().toList();
      if (samples.isEmpty()) {
        throw new AssertionError("no samples for " + parser);
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
