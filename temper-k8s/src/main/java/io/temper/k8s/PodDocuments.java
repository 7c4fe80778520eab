package io.temper.k8s;

import org.jspecify.annotations.Nullable;

/**
 * Finds the pods in what {@code kubectl} prints: any number of documents, each a pod, a list of
 * objects, or another object, which is counted and passed over. Keys may come in any order; {@code
 * kubectl} itself puts a list's kind after its items.
 */
final class PodDocuments {
  private static final String POD = "Pod";
  private static final String LIST_REMEDY = "print pods: kubectl get pods -A -o json (or -o yaml)";

  private final DocumentReader in;
  private final PodFactsReader facts;
  private final PodCollector collector;

  PodDocuments(DocumentReader in, PodCollector collector) {
    this.in = in;
    this.facts = new PodFactsReader(in);
    this.collector = collector;
  }

  /** Hands every pod to the collector. */
  void readAll() {
    boolean any = false;
    while (in.nextDocument()) {
      any |= readDocument();
    }
    if (!any) {
      throw in.malformed("the text holds no Kubernetes object", LIST_REMEDY);
    }
  }

  /** Reads one document. Returns false if it is empty, as between two separators of YAML. */
  private boolean readDocument() {
    String place = in.position().in(in.source());
    if (!in.enterObject("the document")) {
      return false;
    }
    ObjectRead object = new ObjectRead();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("items") && in.enterArray(key)) {
        object.hasItems = true;
        readItems();
      } else {
        readPart(key, object);
      }
    }
    if (object.hasItems) {
      requirePodList(object);
    } else {
      finish(object, place);
    }
    return true;
  }

  private void readItems() {
    while (in.nextItem()) {
      String place = in.position().in(in.source());
      if (!in.enterObject("an item of the list")) {
        throw in.malformed("an item of the list is null", "remove the item");
      }
      ObjectRead item = new ObjectRead();
      // The items of a bare API answer have no kind of their own; the list's kind tells.
      item.kind = POD;
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        readPart(key, item);
      }
      finish(item, place);
    }
  }

  private void readPart(String key, ObjectRead object) {
    switch (key) {
      case "kind" -> object.kind = in.text(key);
      case "metadata" -> readMetadata(object);
      case "spec" -> {
        if (object.mayBePod()) {
          facts.readSpec(object.pod);
        } else {
          in.skip();
        }
      }
      case "status" -> {
        if (object.mayBePod()) {
          facts.readStatus(object.pod);
        } else {
          in.skip();
        }
      }
      default -> in.skip();
    }
  }

  private void readMetadata(ObjectRead object) {
    if (!in.enterObject("metadata")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "name" -> object.pod.name = in.text(key);
        case "namespace" -> object.pod.namespace = in.text(key);
        case "uid" -> object.pod.uid = in.text(key);
        case "annotations" -> object.pod.annotations = facts.textMap(key);
        case "deletionTimestamp" -> object.pod.terminating = in.text(key) != null;
        case "continue" -> object.continueToken = in.text(key);
        default -> in.skip();
      }
    }
  }

  private void finish(ObjectRead object, String place) {
    if (object.kind == null) {
      throw in.malformed("the object that ends here has no kind", LIST_REMEDY);
    }
    if (object.kind.equals(POD)) {
      collector.add(object.pod.build(place));
    } else {
      collector.addOther(object.kind);
    }
  }

  private void requirePodList(ObjectRead list) {
    String kind = list.kind == null ? "" : list.kind;
    if (!kind.equals("List") && !kind.equals("PodList")) {
      throw in.malformed(
          "the list that ends here holds no pods: its kind is '" + Excerpt.of(kind) + "'",
          LIST_REMEDY);
    }
    if (list.continueToken != null && !list.continueToken.isEmpty()) {
      throw in.malformed(
          "the list that ends here is only its first part: metadata.continue is set",
          "print all of it: kubectl get pods -A -o json, without --raw and limit");
    }
  }

  /** What is known so far of the object being read. */
  private static final class ObjectRead {
    final PodFactsBuilder pod = new PodFactsBuilder();

    @Nullable
    String kind;

    @Nullable
    String continueToken;

    boolean hasItems;

    boolean mayBePod() {
      return kind == null || kind.equals(POD);
    }
  }
}
