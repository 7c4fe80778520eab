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
      case "metadata" -> readMetadata(object);
      case "spec" -> readSpec(object);
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
        case "continue" -> object.continueToken = in.text(key);
        default -> facts.readMetadata(key, object.pod);
      }
    }
  }

  /** What is not known yet when the specification comes is told by the kind at the end. */
  private void readSpec(ObjectRead object) {
    if (templates == Templates.READ && object.mayHaveTemplate()) {
      if (in.enterObject("spec")) {
        readTemplates(
            object,
            object.mayBePod() ? key -> facts.readSpec(key, object.pod) : unused -> in.skip());
      }
    } else if (object.mayBePod()) {
      facts.readSpec(object.pod);
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
        case "jobTemplate" -> readJobTemplate(object);
        case "template" -> readPodTemplate(object);
        default -> others.accept(key);
      }
    }
  }

  private void readJobTemplate(ObjectRead object) {
    if (!enterTemplate("jobTemplate", object)) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (!key.equals("spec")) {
        in.skip();
      } else if (enterTemplate(key, object)) {
        readTemplates(object, unused -> in.skip());
      }
    }
  }

  /** What other kinds call a template may be anything, so the kind decides whether it is refused. */
  private boolean enterTemplate(String what, ObjectRead object) {
    try {
      return in.enterObject(what);
    } catch (UnreadableTextException e) {
      if (object.kind != null) {
        throw e;
      }
      object.noTemplate = e;
      in.skip();
      return false;
    }
  }

  /** Takes annotations and specification of the template; the name is that of the controller. */
  private void readPodTemplate(ObjectRead object) {
    if (!enterTemplate("template", object)) {
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
      throw in.malformed("the object that ends here has no kind", LIST_REMEDY);
    }
    if (templates == Templates.READ) {
      nameLikeGenerated(object.pod, place);
    }
    if (object.noTemplate != null && TEMPLATED.contains(object.kind)) {
      throw object.noTemplate;
    }
    PodFactsBuilder template = object.template;
    if (object.kind.equals(POD)) {
      collector.add(object.pod.build(in.source(), place));
    } else if (template != null && TEMPLATED.contains(object.kind)) {
      collector.add(object.made(template).build(in.source(), place));
    } else {
      collector.addOther(object.kind);
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
    if (templates == Templates.READ && TEMPLATED.contains(items)) {
      return items;
    }
    throw in.malformed(
        "the list that ends here holds no pods: its kind is '" + Excerpt.of(kind) + "'",
        LIST_REMEDY);
  }

  private void requireWhole(ObjectRead list) {
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

    /** Why what stands for its template is none; counts only if it is of a kind that has one. */
    @Nullable
    UnreadableTextException noTemplate;

    @Nullable
    String kind;

    @Nullable
    String continueToken;

    boolean hasItems;

    /** Items of this list without a kind. */
    final List<Unnamed> unnamed = new ArrayList<>();

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
