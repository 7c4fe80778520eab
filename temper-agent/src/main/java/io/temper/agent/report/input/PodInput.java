package io.temper.agent.report.input;

import io.temper.k8s.InvalidPodsException;
import io.temper.k8s.ManifestPods;
import io.temper.k8s.PodList;
import io.temper.k8s.PodListReader;
import io.temper.k8s.text.UnreadableTextException;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Where a list of pods is read from: a file, or standard input.
 *
 * @param argument a file name; {@code -} is standard input
 * @param stdin standard input
 */
public record PodInput(String argument, InputStream stdin) {
  private static final InputFile FILE = new InputFile(
      "the name of the list of pods is empty: name the file that"
          + " 'kubectl get pods -A -o json' wrote, or use '-'",
      "name the file that 'kubectl get pods -A -o json' wrote",
      "write one with 'kubectl get pods -A -o json', or use '-'");

  /**
   * Returns what messages call this input.
   *
   * @return the file name, or "standard input"
   */
  public String name() {
    return isStdin() ? "standard input" : argument;
  }

  /**
   * Reads all of it.
   *
   * @param watch wraps the stream, for example to count
   * @return the pods
   * @throws InputException if it cannot be read or is not a list of pods
   */
  public PodList read(UnaryOperator<InputStream> watch) {
    return read(watch, PodListReader::read);
  }

  /**
   * Reads all of it as manifests that no API server need have seen.
   *
   * @param watch wraps the stream, for example to count
   * @return the pods, and where they are written
   * @throws InputException if it cannot be read or holds no objects
   */
  public ManifestPods readManifests(UnaryOperator<InputStream> watch) {
    return read(watch, PodListReader::readManifests);
  }

  private <T> T read(UnaryOperator<InputStream> watch, BiFunction<String, InputStream, T> reader) {
    try (var in = watch.apply(open())) {
      return reader.apply(name(), in);
    } catch (UnreadableTextException | InvalidPodsException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new InputException(name() + ": " + ReadProblem.of(e, "check the file"), e);
    }
  }

  private InputStream open() throws IOException {
    return isStdin() ? stdin : FILE.open(argument);
  }

  private boolean isStdin() {
    return argument.equals("-");
  }
}
