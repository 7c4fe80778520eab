package io.temper.k8s.migrate;

import io.temper.k8s.text.DocumentReader;
import java.util.function.Consumer;

/** Reads the objects of a text: documents, and the items of lists. */
final class ManifestObjects {
  private static final String REMEDY =
      "give manifests, what 'kubectl get … -o yaml' prints, or Helm's values";

  private ManifestObjects() {}

  /** Reads them all; a document without a kind is taken for Helm's values. */
  static void read(DocumentReader in, Consumer<ClusterObject> take) {
    boolean any = false;
    while (in.nextDocument()) {
      any = true;
      take.accept(new ObjectReader(in, take).read(""));
    }
    if (!any) {
      throw in.malformed("the text is empty", REMEDY);
    }
  }
}
