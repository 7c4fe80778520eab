package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Position;
import io.temper.k8s.text.UnreadableTextException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read so far of one object. Its kind, which may come last, decides what of it counts: each of its
 * parts may be anything in an object of another kind, so what is odd about one is told only at the end.
 */
final class ObjectRead {
  private static final String POD = "Pod";

  final PodFactsBuilder pod = new PodFactsBuilder();

  /** The pod that it will make. */
  @Nullable
  PodFactsBuilder template;

  @Nullable
  String kind;

  @Nullable
  String continueToken;

  boolean hasItems;

  /** Items of this list without a kind. */
  final List<Unnamed> unnamed = new ArrayList<>();

  private final DocumentReader in;
  private final Templates templates;

  /** What was found in it that no pod has; counts only if it is one. */
  private @Nullable UnreadableTextException notPod;

  /** What was found in it that nothing with a template has; counts only if it is of a kind that has one. */
  private @Nullable UnreadableTextException noTemplate;

  /** What was found in place of its items; counts only if it is a list of pods. */
  private @Nullable UnreadableTextException noList;

  /** An item of a list that has no kind of its own. */
  record Unnamed(ObjectRead object, Position place) {}

  ObjectRead(DocumentReader in, Templates templates) {
    this.in = in;
    this.templates = templates;
  }

  boolean isPod() {
    return POD.equals(kind);
  }

  boolean mayBePod() {
    return kind == null || isPod();
  }

  boolean makesPods() {
    return kind != null && templates.areReadOf(kind);
  }

  boolean mayMakePods() {
    return kind == null ? templates == Templates.READ : makesPods();
  }

  boolean isListOfPods() {
    return itemKind() != null;
  }

  void becomesPod() {
    kind = POD;
  }

  /** Returns the kind of those items of a list that have none; null if it is no list of what is read. */
  @Nullable
  String itemKind() {
    if (kind == null || !kind.endsWith("List")) {
      return null;
    }
    String items = kind.substring(0, kind.length() - "List".length());
    if (items.isEmpty() || items.equals(POD)) {
      return POD;
    }
    return templates.areReadOf(items) ? items : null;
  }

  /** Reads a part that pods have, and what makes them. */
  void readCommon(Runnable part) {
    UnreadableTextException odd = odd(isPod() || makesPods(), part);
    notPod = first(notPod, odd);
    noTemplate = first(noTemplate, odd);
  }

  /** Reads a part that pods have. */
  void readOfPod(Runnable part) {
    UnreadableTextException odd = odd(isPod(), part);
    notPod = first(notPod, odd);
  }

  /** Reads a part that what makes pods has. */
  void readOfMaker(Runnable part) {
    // It may hold such a part itself, about which something may be odd, too.
    UnreadableTextException odd = odd(makesPods(), part);
    noTemplate = first(noTemplate, odd);
  }

  /** Enters what a list has. */
  void enterItems(String key) {
    noList = odd(isListOfPods(), () -> hasItems = in.enterArray(key));
  }

  void requirePod() {
    refuse(notPod);
  }

  void requireMaker() {
    refuse(noTemplate);
  }

  void requireList() {
    refuse(noList);
  }

  /** Returns what was found that nothing of ours has there; null if nothing. */
  private @Nullable UnreadableTextException odd(boolean ours, Runnable part) {
    if (ours) {
      part.run();
      return null;
    }
    return in.attempt(part);
  }

  private static @Nullable UnreadableTextException first(
      @Nullable UnreadableTextException known, @Nullable UnreadableTextException next) {
    return known == null ? next : known;
  }

  private static void refuse(@Nullable UnreadableTextException odd) {
    if (odd != null) {
      throw odd;
    }
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
}
