package io.temper.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Samples of a format, and many broken forms of them, to feed its parser with:
 *
 * <pre>{@code
 * FuzzCorpus.in(TopologyFuzzTest.class, "topology").check(3000, text -> {
 *   try {
 *     TopologyJson.read("fuzzed", new String(text, UTF_8));
 *     return true;
 *   } catch (JsonFormatException refused) {
 *     return false;
 *   }
 * });
 * }</pre>
 *
 * <p>A sample named {@code valid-*} must be understood and one named {@code invalid-*} refused; of all others
 * each must be the one or the other. What once broke a parser is kept as a sample. A build makes the same
 * forms each time. {@code -DFUZZ_SEED} makes others, or repeats those of a failure, which names its seed;
 * {@code -DFUZZ_EXAMPLES} changes how many.
 */
public final class FuzzCorpus {
  private static final long SEED_OF_A_BUILD = 1;

  private final NavigableMap<String, byte[]> samples;

  /** A parser, and how it refuses. */
  @FunctionalInterface
  public interface Parser {
    /**
     * Reads a text.
     *
     * @param text any bytes
     * @return true if it was understood, false if it was refused as it should be. All that is thrown is a
     *     fault of the parser
     */
    boolean understands(byte[] text);
  }

  private FuzzCorpus(Map<String, byte[]> samples) {
    if (samples.isEmpty()) {
      throw new AssertionError("there is no sample");
    }
    this.samples = new TreeMap<>(samples);
  }

  /**
   * Returns the corpus whose samples are the files of a folder.
   *
   * @param test a type whose package has the folder {@code corpus} on the class path
   * @param name the folder in it
   * @return the corpus
   */
  public static FuzzCorpus in(Class<?> test, String name) {
    URL folder = test.getResource("corpus/" + name);
    if (folder == null) {
      throw new AssertionError("there is no folder corpus/" + name + " beside " + test.getName());
    }
    Map<String, byte[]> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.toList()) {
        samples.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
    return new FuzzCorpus(samples);
  }

  /**
   * Returns the corpus of one sample that must be understood.
   *
   * @param sample a text
   * @return the corpus
   */
  public static FuzzCorpus of(String sample) {
    return new FuzzCorpus(Map.of("valid-sample", sample.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns this corpus with one more sample that must be understood.
   *
   * @param name of the sample, without {@code valid-}
   * @param sample a text
   * @return another corpus
   */
  public FuzzCorpus with(String name, String sample) {
    Map<String, byte[]> more = new TreeMap<>(samples);
    more.put("valid-" + name, sample.getBytes(StandardCharsets.UTF_8));
    return new FuzzCorpus(more);
  }

  /**
   * Feeds a parser with the samples, and with broken forms of each.
   *
   * @param examples how many forms of each sample, unless {@code -DFUZZ_EXAMPLES} says otherwise
   * @param parser the parser
   * @throws AssertionError if it throws, or understands what it must refuse, or the other way round
   */
  public void check(int examples, Parser parser) {
    List<byte[]> others = new ArrayList<>(samples.values());
    samples.forEach((name, sample) -> {
      requireVerdict(name, understands(parser, sample, name));
      mutate(name, sample, others, Integer.getInteger("FUZZ_EXAMPLES", examples), parser);
    });
  }

  /**
   * Feeds a parser with all beginnings of the samples, as a writer leaves them that was interrupted.
   *
   * @param parser the parser
   * @throws AssertionError if it throws
   */
  public void checkCut(Parser parser) {
    samples.forEach((name, sample) -> {
      for (int length = 0; length < sample.length; length++) {
        understands(parser, Arrays.copyOf(sample, length), name + " cut at " + length);
      }
    });
  }

  /** Each form has a seed of its own, so that a failure is repeated by one form. */
  private static void mutate(
      String name, byte[] sample, List<byte[]> others, int examples, Parser parser) {
    long first = Long.getLong("FUZZ_SEED", SEED_OF_A_BUILD);
    for (long seed = first; seed < first + examples; seed++) {
      var random = new Random(seed);
      byte[] other = others.get(random.nextInt(others.size()));
      byte[] text = new Mutations(random).of(sample, other);
      understands(parser, text, name + ", -DFUZZ_SEED=" + seed + " -DFUZZ_EXAMPLES=1");
    }
  }

  private static void requireVerdict(String name, boolean understood) {
    if (understood ? name.startsWith("invalid-") : name.startsWith("valid-")) {
      throw new AssertionError(name + (understood ? " is" : " is not") + " understood");
    }
  }

  private static boolean understands(Parser parser, byte[] text, String origin) {
    try {
      return parser.understands(text);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw new AssertionError(
          "from " + origin + ": '" + new String(text, StandardCharsets.UTF_8) + "'", e);
    }
  }
}
