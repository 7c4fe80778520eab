package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Excerpt;
import io.temper.k8s.text.Position;

/**
 * Finds the pods in what {@code kubectl} prints: any number of documents, each a pod, a list of
 * objects, or another object, which is counted and passed over. Keys may come in any order; {@code
 * kubectl} itself puts a list's kind after its items.
 */
final class PodDocuments {
  private static final String LIST_REMEDY = "print pods: kubectl get pods -A -o json (or -o yaml)";

  private final DocumentReader in;
  private final PodFactsReader facts;
  private final TemplateReader makers;
  private final PodCollector collector;
  private final Templates templates;

  PodDocuments(DocumentReader in, PodCollector collector, Templates templates) {
    this.templates = templates;
    this.in = in;
    this.facts = new PodFactsReader(in);
    this.makers = new TemplateReader(in, facts);
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
    Position place = in.position();
    if (!in.enterObject("the document")) {
      return false;
    }
    ObjectRead object = new ObjectRead(in, templates);
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("items")) {
        readItems(key, object);
      } else {
        readPart(key, object);
      }
    }
    if (object.hasItems) {
      finishList(object);
    } else {
      finish(object, place);
    }
    return true;
  }

  private void readItems(String key, ObjectRead list) {
    list.enterItems(key);
    while (list.hasItems && in.nextItem()) {
      Position place = in.position();
      if (!in.enterObject("an item of the list")) {
        throw in.malformed("an item of the list is null", "remove the item");
      }
      ObjectRead item = new ObjectRead(in, templates);
      for (String part = in.nextKey(); part != null; part = in.nextKey()) {
        readPart(part, item);
      }
      finishItem(item, place, list);
    }
  }

  /** The items of a bare API answer have no kind of their own; the list's kind tells, which may come later. */
  private void finishItem(ObjectRead item, Position place, ObjectRead list) {
    if (item.kind != null) {
      finish(item, place);
    } else if (templates == Templates.READ) {
      list.unnamed.add(new ObjectRead.Unnamed(item, place));
    } else {
      item.becomesPod();
      finish(item, place);
    }
  }

  private void readPart(String key, ObjectRead object) {
    switch (key) {
      case "kind" -> object.kind = in.text(key);
      case "metadata" -> object.readCommon(() -> readMetadata(object));
      case "spec" -> object.readCommon(() -> readSpec(object));
      case "status" -> {
        if (object.mayBePod()) {
          object.readOfPod(() -> facts.readStatus(object.pod));
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
        case "continue" -> object.continueToken = in.text(key);
        default -> facts.readMetadata(key, object.pod);
      }
    }
  }

  /** What is not known yet when the specification comes is told by the kind at the end. */
  private void readSpec(ObjectRead object) {
    if (object.mayMakePods()) {
      makers.readSpec(object, key -> readOther(key, object));
    } else if (object.mayBePod()) {
      facts.readSpec(object.pod);
    } else {
      in.skip();
    }
  }

  private void readOther(String key, ObjectRead object) {
    if (object.mayBePod()) {
      object.readOfPod(() -> facts.readSpec(key, object.pod));
    } else {
      in.skip();
    }
  }

  private void finish(ObjectRead object, Position place) {
    if (object.kind == null) {
      object.requirePod();
      object.requireList();
      throw in.malformed("the object that ends here has no kind", LIST_REMEDY);
    }
    if (templates == Templates.READ) {
      nameLikeGenerated(object.pod, place);
    }
    if (object.isPod()) {
      object.requirePod();
      collector.add(object.pod.build(in.source(), place));
    } else if (object.makesPods()) {
      object.requireMaker();
      addMade(object, object.kind, place);
    } else {
      addOther(object, object.kind);
    }
  }

  private void addMade(ObjectRead object, String kind, Position place) {
    if (object.template == null) {
      collector.addOther(kind);
    } else {
      collector.add(object.made(object.template).build(in.source(), place));
    }
  }

  private void addOther(ObjectRead object, String kind) {
    if (object.isListOfPods()) {
      object.requireList();
    }
    collector.addOther(kind);
  }

  /** The API server gives each its own name, so where it stands is what tells two of them apart. */
  private static void nameLikeGenerated(PodFactsBuilder pod, Position place) {
    if (pod.name == null && pod.generateName != null) {
      pod.name = pod.generateName;
      pod.uid = "generated-" + place.line() + "-" + place.column();
    }
  }

  private void finishList(ObjectRead list) {
    String kind = itemKind(list);
    list.requirePod();
    requireWhole(list);
    for (ObjectRead.Unnamed item : list.unnamed) {
      item.object().kind = kind;
      finish(item.object(), item.place());
    }
  }

  /** Returns the kind of those items of a list that have none. */
  private String itemKind(ObjectRead list) {
    String items = list.itemKind();
    if (items == null) {
      String kind = list.kind == null ? "" : list.kind;
      throw in.malformed(
          "the list that ends here holds no pods: its kind is '" + Excerpt.of(kind) + "'",
          LIST_REMEDY);
    }
    return items;
  }

  private void requireWhole(ObjectRead list) {
    if (list.continueToken != null && !list.continueToken.isEmpty()) {
      throw in.malformed(
          "the list that ends here is only its first part: metadata.continue is set",
          "print all of it: kubectl get pods -A -o json, without --raw and limit");
    }
  }
}
