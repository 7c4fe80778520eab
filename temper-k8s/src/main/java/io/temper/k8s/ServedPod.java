package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import java.util.Objects;
import java.util.Optional;

/**
 * A pod as an API server had it at one moment. One with values that make no sense is kept with its
 * problem: unlike in a list that a person gave, others count all the same, since whoever may make a pod
 * must not thereby decide what becomes of a node.
 *
 * @param uid what tells it from all others; empty if the API server gave none
 * @param resourceVersion which state of it this is; empty if the API server gave none
 * @param pod the pod; empty if it cannot be used
 * @param problem why it cannot be used; empty if it can
 */
public record ServedPod(
    String uid, String resourceVersion, Optional<ListedPod> pod, Optional<PodProblem> problem)
    implements ServedObject {

  /**
   * Reads the pod that stands next in a text.
   *
   * @param in stands at the object
   * @return the pod
   * @throws io.temper.k8s.text.UnreadableTextException if that is no pod's form
   */
  public static ServedPod read(DocumentReader in) {
    PodFactsReader facts = new PodFactsReader(in);
    PodFactsBuilder pod = new PodFactsBuilder();
    if (in.enterObject("a pod")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "metadata" -> readMetadata(in, facts, pod);
          case "spec" -> facts.readSpec(pod);
          case "status" -> facts.readStatus(pod);
          default -> in.skip();
        }
      }
    }
    return of(pod, in.source());
  }

  private static void readMetadata(DocumentReader in, PodFactsReader facts, PodFactsBuilder pod) {
    if (in.enterObject("metadata")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        facts.readMetadata(key, pod);
      }
    }
  }

  private static ServedPod of(PodFactsBuilder facts, String source) {
    String uid = Objects.requireNonNullElse(facts.uid, "");
    String version = Objects.requireNonNullElse(facts.resourceVersion, "");
    facts.annotations = KeptAnnotations.of(facts.annotations);
    try {
      ListedPod pod = PodMapper.map(facts.build(source));
      return new ServedPod(uid, version, Optional.of(pod), Optional.empty());
    } catch (PodRefusedException e) {
      return new ServedPod(uid, version, Optional.empty(), Optional.of(e.problem()));
    }
  }
}
