package io.temper.agent.report.input;

import io.temper.k8s.InvalidPodsException;
import io.temper.k8s.ManifestPods;
import io.temper.k8s.PodList;
import io.temper.k8s.PodListReader;
import io.temper.k8s.text.UnreadableTextException;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Where a list of pods is read from: a file, or standard input.
 *
 * @param argument a file name; {@code -} is standard input
 * @param stdin standard input
 */
public record PodInput(String argument, InputStream stdin) {

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
    if (isStdin()) {
      return stdin;
    }
    if (argument.isEmpty()) {
      // The name of this folder, to the system.
      throw new InputException("the name of the list of pods is empty: name the file that"
          + " 'kubectl get pods -A -o json' wrote, or use '-'");
    }
    try {
      var path = Path.of(argument);
      if (Files.isDirectory(path)) {
        throw new InputException(
            argument + " is a folder: name the file that 'kubectl get pods -A -o json' wrote");
      }
      return Files.newInputStream(path);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InputException(
          argument + ": no such file; write one with 'kubectl get pods -A -o json', or use '-'", e);
    }
  }

  private boolean isStdin() {
    return argument.equals("-");
  }
}
