package io.temper.agent.text;

import io.temper.agent.report.explain.Explanation;
import io.temper.agent.report.explain.Explanation.Place;
import io.temper.node.Core;
import io.temper.plan.Layer;
import io.temper.profile.ThreadProfile;
import io.temper.workload.CpuQuantity;
import io.temper.workload.PartLimit;
import io.temper.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An {@link Explanation} for people. */
public final class ExplainText {

  private final Explanation explanation;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(Explanation explanation, TextStyle style) {
    this.explanation = explanation;
    this.style = style;
  }

  /**
   * Returns the lines of an explanation.
   *
   * @param explanation what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(Explanation explanation, TextStyle style) {
    return new ExplainText(explanation, style).render();
  }

  private List<String> render() {
    var workload = explanation.workload();
    lines.add(style.paint(Tone.STRONG, style.clean(workload.id().toString()))
        + style.clean(" (uid " + workload.id().uid() + "), " + explanation.phase()));
    explanation
        .place()
        .ifPresentOrElse(
            place ->
                add("node", place.node() + ", taken to be " + place.machine().source()),
            () -> add("node", "none, so it is in no plan"));
    addTier();
    addAmounts(workload);
    addProfile();
    explanation.place().ifPresent(this::addPlace);
    return lines;
  }

  private void addTier() {
    var assignment = explanation.member().assignment();
    add("tier", assignment.tier().map(tier -> tier.label()).orElse("none: system layer"));
    add("rule", assignment.reason().sentence());
    assignment
        .ignored()
        .forEach(ignored ->
            add("ignored", ignored.key() + "=" + ignored.value() + ": " + ignored.why()));
  }

  private void addAmounts(Workload workload) {
    workload.priorityClassName().ifPresent(name -> add("class", name));
    add("request", workload.request().isZero() ? "none" : cpus(workload.request()));
    add("limit", limit(workload));
    add("cgroup", workload.cgroup().map(Object::toString).orElse("not looked for"));
  }

  private static String limit(Workload workload) {
    String parts =
        workload.partLimits().stream().map(PartLimit::toString).collect(Collectors.joining(", "));
    return workload
        .limit()
        .map(ExplainText::cpus)
        .orElse(parts.isEmpty() ? "none" : "none as a whole; of its containers: " + parts);
  }

  private void addPlace(Place place) {
    var layer = place.layer();
    add(
        "layer",
        layer.name() + " (" + layer.kind().label() + "): " + Words.count(place.podsInLayer(), "pod")
            + ", Σ request " + layer.requested());
    if (layer.ceiling() != null) {
      add("ceiling", cpus(layer.ceiling()) + " for the whole layer");
    }
    add("served", served(layer));
    add("logical", logical(layer));
    add("physical", physical(place));
    place.decisions().forEach(d -> add("decision", d.name() + ": " + d.sentence()));
  }

  private void addProfile() {
    var choice = explanation.profile();
    add(
        "profile",
        choice.profile().map(ThreadProfile::id).orElse("none") + ": "
            + choice.reason().sentence());
    explanation.place().stream()
        .flatMap(place -> place.groups().stream())
        .forEach(each -> add(
            "group",
            each.group().name() + ": treatment " + each.group().treatment().label() + ", layer "
                + each.layer()));
  }

  private static String served(Layer layer) {
    return "rank " + layer.rank() + ", weight " + layer.weight() + ", slice "
        + Words.slice(layer.slice())
        + (layer.preempts() ? ", takes CPUs from lower ranks" : ", takes no CPU from others")
        + (layer.isProtected() ? ", kept clear of lower ranks" : "");
  }

  private static String logical(Layer layer) {
    if (layer.cpus().isEmpty()) {
      return "any CPU outside fences, none preferred";
    }
    var verb = layer.kind().fencedCpus().isEmpty() ? "prefers " : "owns ";
    return verb + Words.count(layer.cpus().size(), "CPU") + ": " + layer.cpus();
  }

  private static String physical(Place place) {
    var cores = place.cores();
    if (cores.isEmpty()) {
      return "any core";
    }
    var first = cores.stream().limit(16).map(Core::cpus).map(c -> "{" + c + "}");
    int more = cores.size() - 16;
    return Words.count(cores.size(), "core") + ": " + first.collect(Collectors.joining(" "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String cpus(CpuQuantity amount) {
    return amount + (amount.millis() == 1000 ? " logical CPU" : " logical CPUs");
  }

  private void add(String name, String text) {
    lines.add(
        "  " + style.paint(Tone.QUIET, name + " ".repeat(10 - name.length())) + style.clean(text));
  }
}
