package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Excerpt;
import io.temper.k8s.text.Position;
import io.temper.k8s.text.UnreadableTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pods in what {@code kubectl} prints: any number of documents, each a pod, a list of
 * objects, or another object, which is counted and passed over. Keys may come in any order; {@code
 * kubectl} itself puts a list's kind after its items.
 */
final class PodDocuments {
  private static final String POD = "Pod";

  /** Kinds that hold the template of a pod. */
  private static final Set<String> TEMPLATED =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

  private static final String LIST_REMEDY = "print pods: kubectl get pods -A -o json (or -o yaml)";

  private final DocumentReader in;
  private final PodFactsReader facts;
  private final PodCollector collector;
  private final Templates templates;

  /** What to do with objects that make pods. */
  enum Templates {
    /** Count them, as all that is no pod: their pods are in the list, too. */
    PASSED_OVER,
    /** Take the pod that each will make. */
    READ
  }

  PodDocuments(DocumentReader in, PodCollector collector, Templates templates) {
    this.templates = templates;
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
    Position place = in.position();
    if (!in.enterObject("the document")) {
      return false;
    }
    ObjectRead object = new ObjectRead();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("items") && in.enterArray(key)) {
        object.hasItems = true;
        readItems(object);
      } else {
        readPart(key, object);
      }
    }
    if (object.hasItems) {
      String kind = itemKind(object);
      requireWhole(object);
      for (Unnamed item : object.unnamed) {
        item.object().kind = kind;
        finish(item.object(), item.place());
      }
    } else {
      finish(object, place);
    }
    return true;
  }

  private void readItems(ObjectRead list) {
    while (in.nextItem()) {
      Position place = in.position();
      if (!in.enterObject("an item of the list")) {
        throw in.malformed("an item of the list is null", "remove the item");
      }
      ObjectRead item = new ObjectRead();
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        readPart(key, item);
      }
      finishItem(item, place, list);
    }
  }

  /** The items of a bare API answer have no kind of their own; the list's kind tells, which may come later. */
  private void finishItem(ObjectRead item, Position place, ObjectRead list) {
    if (item.kind != null) {
      finish(item, place);
    } else if (templates == Templates.READ) {
      list.unnamed.add(new Unnamed(item, place));
    } else {
      item.kind = POD;
      finish(item, place);
    }
  }

  private void readPart(String key, ObjectRead object) {
    switch (key) {
      case "kind" -> object.kind = in.text(key);
      case "metadata" -> object.isNeither(odd(object, () -> readMetadata(object)));
      case "spec" -> object.isNeither(odd(object, () -> readSpec(object)));
      case "status" -> {
        if (object.mayBePod()) {
          object.isNoPod(odd(object, () -> facts.readStatus(object.pod)));
        } else {
          in.skip();
        }
      }
      default -> in.skip();
    }
  }

  /**
   * Reads a part of an object. Of other kinds it may be anything, so the kind decides whether it is refused, which
   * may come later.
   *
   * @return what was found that no kind of ours has there; null if nothing
   */
  private @Nullable UnreadableTextException odd(ObjectRead object, Runnable read) {
    if (object.kind != null && (object.kind.equals(POD) || makesPods(object.kind))) {
      read.run();
      return null;
    }
    return in.attempt(read);
  }

  private boolean makesPods(String kind) {
    return templates == Templates.READ && TEMPLATED.contains(kind);
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
    if (templates == Templates.READ && object.mayHaveTemplate()) {
      if (in.enterObject("spec")) {
        readTemplates(object, key -> readOther(key, object));
      }
    } else if (object.mayBePod()) {
      facts.readSpec(object.pod);
    } else {
      in.skip();
    }
  }

  private void readOther(String key, ObjectRead object) {
    if (object.mayBePod()) {
      object.isNoPod(odd(object, () -> facts.readSpec(key, object.pod)));
    } else {
      in.skip();
    }
  }

  /**
   * Looks for the pod that a controller will make: in its template, or in that of its jobs.
   *
   * @param others takes all other keys
   */
  private void readTemplates(ObjectRead object, Consumer<String> others) {
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "jobTemplate" -> object.hasNoTemplate(odd(object, () -> readJobTemplate(object)));
        case "template" -> object.hasNoTemplate(odd(object, () -> readPodTemplate(object)));
        default -> others.accept(key);
      }
    }
  }

  private void readJobTemplate(ObjectRead object) {
    if (!in.enterObject("jobTemplate")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (!key.equals("spec")) {
        in.skip();
      } else if (in.enterObject(key)) {
        readTemplates(object, unused -> in.skip());
      }
    }
  }

  /** Takes annotations and specification of the template; the name is that of the controller. */
  private void readPodTemplate(ObjectRead object) {
    if (!in.enterObject("template")) {
      return;
    }
    PodFactsBuilder template = new PodFactsBuilder();
    object.template = template;
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "metadata" -> readTemplateMetadata(template);
        case "spec" -> facts.readSpec(template);
        default -> in.skip();
      }
    }
  }

  private void readTemplateMetadata(PodFactsBuilder template) {
    if (!in.enterObject("metadata")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("annotations")) {
        template.annotationsLine = in.keyPosition().line();
        template.annotations = facts.textMap(key);
      } else {
        in.skip();
      }
    }
  }

  private void finish(ObjectRead object, Position place) {
    if (object.kind == null) {
      refuse(object.notPod);
      throw in.malformed("the object that ends here has no kind", LIST_REMEDY);
    }
    if (templates == Templates.READ) {
      nameLikeGenerated(object.pod, place);
    }
    if (object.kind.equals(POD)) {
      refuse(object.notPod);
      collector.add(object.pod.build(in.source(), place));
    } else if (makesPods(object.kind)) {
      refuse(object.noTemplate);
      addMade(object, object.kind, place);
    } else {
      collector.addOther(object.kind);
    }
  }

  private void addMade(ObjectRead object, String kind, Position place) {
    if (object.template == null) {
      collector.addOther(kind);
    } else {
      collector.add(object.made(object.template).build(in.source(), place));
    }
  }

  private static void refuse(@Nullable UnreadableTextException odd) {
    if (odd != null) {
      throw odd;
    }
  }

  /** The API server gives each its own name, so where it stands is what tells two of them apart. */
  private static void nameLikeGenerated(PodFactsBuilder pod, Position place) {
    if (pod.name == null && pod.generateName != null) {
      pod.name = pod.generateName;
      pod.uid = "generated-" + place.line() + "-" + place.column();
    }
  }

  /** Returns the kind of those items of a list that have none. */
  private String itemKind(ObjectRead list) {
    String kind = list.kind == null ? "" : list.kind;
    if (kind.equals("List") || kind.equals("PodList")) {
      return POD;
    }
    String items = kind.endsWith("List") ? kind.substring(0, kind.length() - 4) : "";
    if (makesPods(items)) {
      return items;
    }
    throw in.malformed(
        "the list that ends here holds no pods: its kind is '" + Excerpt.of(kind) + "'",
        LIST_REMEDY);
  }

  private void requireWhole(ObjectRead list) {
    refuse(list.notPod);
    if (list.continueToken != null && !list.continueToken.isEmpty()) {
      throw in.malformed(
          "the list that ends here is only its first part: metadata.continue is set",
          "print all of it: kubectl get pods -A -o json, without --raw and limit");
    }
  }

  /** An item of a list that has no kind of its own. */
  private record Unnamed(ObjectRead object, Position place) {}

  /** What is known so far of the object being read. */
  private static final class ObjectRead {
    final PodFactsBuilder pod = new PodFactsBuilder();

    /** The pod that it will make. */
    @Nullable
    PodFactsBuilder template;

    /** What was found in it that no pod has; counts only if it is one. */
    @Nullable
    UnreadableTextException notPod;

    /** What was found in it that nothing with a template has; counts only if it is of a kind that has one. */
    @Nullable
    UnreadableTextException noTemplate;

    @Nullable
    String kind;

    @Nullable
    String continueToken;

    boolean hasItems;

    /** Items of this list without a kind. */
    final List<Unnamed> unnamed = new ArrayList<>();

    void isNoPod(@Nullable UnreadableTextException odd) {
      notPod = notPod == null ? odd : notPod;
    }

    void hasNoTemplate(@Nullable UnreadableTextException odd) {
      noTemplate = noTemplate == null ? odd : noTemplate;
    }

    void isNeither(@Nullable UnreadableTextException odd) {
      isNoPod(odd);
      hasNoTemplate(odd);
    }

    boolean mayHaveTemplate() {
      return kind == null || TEMPLATED.contains(kind);
    }

    /** Returns the pod of a template under the name of what makes it. */
    PodFactsBuilder made(PodFactsBuilder from) {
      from.templateOf = kind;
      from.namespace = pod.namespace;
      from.name = pod.name;
      from.uid = pod.uid;
      from.terminating = pod.terminating;
      return from;
    }

    boolean mayBePod() {
      return kind == null || kind.equals(POD);
    }
  }
}
