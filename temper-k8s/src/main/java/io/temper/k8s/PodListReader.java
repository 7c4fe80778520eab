package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Position;
import io.temper.k8s.text.UnreadableTextException;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads what {@code kubectl get pods -o json} and {@code -o yaml} print: a list, a single pod, or
 * several YAML documents. The format is found out from the text. Reads as a stream: memory is needed
 * for what is kept of each pod, not for the text, whose size has no limit.
 */
public final class PodListReader {
  private PodListReader() {}

  /**
   * Reads a file.
   *
   * @param file a file in JSON or YAML
   * @return the pods
   * @throws UnreadableTextException if the file cannot be read, or its text is not a list of pods
   * @throws InvalidPodsException if values of a pod make no sense
   */
  public static PodList read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw unreadable(file.toString(), "no such file", "check the name", e);
    } catch (IOException e) {
      var problem = ReadProblem.of(file, e, "check the file");
      throw unreadable(file.toString(), problem.text(), problem.remedy(), e);
    }
  }

  /**
   * Reads a stream to its end. The caller closes it.
   *
   * @param name what to call the stream in messages, such as {@code standard input}
   * @param in text in JSON or YAML
   * @return the pods
   * @throws UnreadableTextException if the stream cannot be read, or its text is not a list of
   *     pods
   * @throws InvalidPodsException if values of a pod make no sense
   */
  public static PodList read(String name, InputStream in) {
    PodCollector collector = new PodCollector();
    read(name, in, collector, Templates.PASSED_OVER);
    return collector.finish();
  }

  /**
   * Reads manifests as people write them, before any API server has seen them: as {@link #read(String,
   * InputStream)}, but a priority class may be known by name only, and objects that make pods
   * (Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob) count as one pod each, under their
   * own name, or the one that theirs will begin with; lists of these kinds are read, too.
   *
   * @param name what to call the stream in messages
   * @param in text in JSON or YAML
   * @return the pods; a priority class whose number is not known leaves their priority open
   * @throws UnreadableTextException if the stream cannot be read, or its text has no objects
   * @throws InvalidPodsException if values of a pod make no sense
   */
  public static ManifestPods readManifests(String name, InputStream in) {
    PodCollector collector = new PodCollector(PriorityNumbers.BY_NAME);
    read(name, in, collector, Templates.READ);
    return new ManifestPods(collector.finish(), collector.lines());
  }

  private static void read(
      String name, InputStream in, PodCollector collector, Templates templates) {
    try (DocumentReader documents = DocumentReader.of(name, in)) {
      new PodDocuments(documents, collector, templates).readAll();
    }
  }

  private static UnreadableTextException unreadable(
      String name, String problem, String remedy, IOException cause) {
    return new UnreadableTextException(name, Position.UNKNOWN, problem, remedy, cause);
  }
}
