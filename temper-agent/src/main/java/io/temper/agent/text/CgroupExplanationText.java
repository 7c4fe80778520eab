package io.temper.agent.text;

import io.temper.agent.report.explain.CgroupExplanation;
import io.temper.agent.report.explain.CgroupExplanation.KernelPlace;
import io.temper.agent.report.explain.CgroupExplanation.Owner;
import io.temper.agent.report.explain.CgroupExplanation.OwnerKind;
import io.temper.agent.report.explain.CgroupExplanation.PlannedLayer;
import io.temper.agent.report.explain.CgroupExplanation.Profile;
import io.temper.agent.report.explain.CgroupExplanation.Rule;
import io.temper.agent.report.explain.ExplainedCgroup;
import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.HostFacts;
import io.temper.agent.report.observe.HostFacts.HostProcess;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An {@link ExplainedCgroup} for people. */
public final class CgroupExplanationText {
  private final CgroupExplanation agent;
  private final HostFacts host;
  private final GroupedThread thread;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private CgroupExplanationText(ExplainedCgroup explained, TextStyle style) {
    this.agent = explained.agent();
    this.host = explained.host();
    this.thread = explained.thread();
    this.style = style;
  }

  /**
   * Returns the lines of an explanation.
   *
   * @param explained what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(ExplainedCgroup explained, TextStyle style) {
    return new CgroupExplanationText(explained, style).render();
  }

  private List<String> render() {
    lines.add(style.paint(Tone.STRONG, style.clean(agent.cgroup().value())));
    HostProcess process = host.process();
    if (process != null) {
      addProcess(process);
    }
    Owner owner = agent.owner();
    if (owner == null) {
      add("workload", "none: nothing names this group, or one around it");
    } else {
      addOwner(owner);
    }
    if (agent.inside().count() > 0) {
      add(
          "inside",
          Words.count(agent.inside().count(), "workload") + ", such as "
              + String.join(", ", agent.inside().some()));
    }
    Profile profile = agent.profile();
    if (profile != null) {
      addProfile(profile);
    }
    PlannedLayer layer = agent.layer();
    if (layer != null) {
      addLayer(layer);
    }
    agent.decisions().forEach(one -> add("decision", one.name() + ": " + one.sentence()));
    add("kernel", kernel());
    add("cgroup", cgroup());
    if (!agent.remedy().isEmpty()) {
      add("remedy", agent.remedy());
    }
    return lines;
  }

  private void addProcess(HostProcess process) {
    String policy = process.policy().name().toLowerCase(Locale.ROOT).replace('_', '-');
    add("process", process.id() + " (" + process.name() + "), policy " + policy);
    if (process.isKernelThread()) {
      add("note", "a thread of the kernel itself: in the system layer, whatever its group");
    } else if (process.policy().isBeforeLayers()) {
      add("note", "the kernel serves this policy before any layer, so none of this holds it");
    }
  }

  private void addOwner(Owner owner) {
    boolean isOwn = owner.cgroup().equals(agent.cgroup());
    String around = isOwn ? "" : ", by " + owner.cgroup() + " around it";
    if (owner.kind() == OwnerKind.SYSTEM_CGROUP) {
      add("workload", "none: a control group that the host depends on" + around);
    } else {
      add("workload", owner.name() + around);
      Rule rule = owner.rule();
      add(
          "source",
          agent.agent().source()
              + (rule == null
                  ? ""
                  : ", workload '" + rule.name() + "': cgroup = \"" + rule.pattern() + "\", "
                      + rule.standing()));
    }
    add("tier", owner.tier().isEmpty() ? "none: system layer" : owner.tier());
    add("rule", owner.reason());
    owner.ignored().forEach(one -> add("ignored", one));
    if (owner.kind() == OwnerKind.WORKLOAD) {
      add("request", owner.requestMillis() == 0 ? "none" : cpus(owner.requestMillis()));
      add("limit", owner.limitMillis() == 0 ? "none" : cpus(owner.limitMillis()));
    }
  }

  private void addProfile(Profile profile) {
    add("profile", (profile.id().isEmpty() ? "none" : profile.id()) + ": " + profile.reason());
    profile
        .groups()
        .forEach(group -> add(
            "group",
            group.name() + ": " + Words.count(group.threads(), "thread") + ", treatment "
                + group.treatment() + ", layer " + group.layer()));
    if (thread.hasProfile()) {
      add(
          "thread",
          (thread.group().isEmpty() ? "in no group" : "in group " + thread.group())
              + ", treatment " + thread.treatment()
              + (thread.layer().isEmpty()
                  ? ", in the layer of its control group"
                  : ", in layer " + thread.layer()));
    }
  }

  private void addLayer(PlannedLayer layer) {
    add(
        "layer",
        layer.name() + " (" + layer.kind() + "): " + Words.count(layer.members(), "workload")
            + ", Σ request " + CpuQuantity.ofMillis(layer.requestMillis()));
    add(
        "ceiling",
        layer.ceilingMillis() == 0 ? "none" : cpus(layer.ceilingMillis()) + " for the whole layer");
    add(
        "served",
        "rank " + layer.rank() + ", weight " + layer.weight() + ", slice "
            + Words.slice(Duration.ofNanos(1000 * layer.sliceMicros())) + ", "
            + place(layer.kind(), layer.cpus()));
  }

  private static String place(String kind, String cpus) {
    if (cpus.isEmpty()) {
      return "any CPU outside fences";
    }
    return (kind.equals("confined") ? "owns" : "prefers") + " the CPUs " + cpus;
  }

  private String kernel() {
    KernelPlace place = agent.kernel();
    if (place == null) {
      String other = host.scheduler().isEmpty()
          ? "the stock scheduler"
          : "scheduler '" + host.scheduler() + "'";
      return other + "; the agent is " + agent.agent().state() + ": "
          + agent.agent().reason();
    }
    var entry = place.cgroup();
    String scheduler = host.scheduler().isEmpty()
        ? "no scheduler just now"
        : "scheduler '" + host.scheduler() + "'";
    return scheduler + ", generation " + agent.agent().generation()
        + ": layer " + place.layer()
        + (entry == null
            ? ", where everything is that has no entry"
            : ", by the entry of " + entry + " since generation " + place.since())
        + (place.ceilingMillis() == 0 ? "" : ", ceiling " + cpus(place.ceilingMillis()));
  }

  private String cgroup() {
    String limits = host.limits().isEmpty()
        ? "no cpu.max"
        : "cpu.max "
            + host.limits().stream().map(Object::toString).collect(Collectors.joining(", "));
    String weight =
        host.weight().isPresent() ? "cpu.weight " + host.weight().getAsInt() : "no cpu.weight";
    return Words.count(host.threads(), "thread") + ", " + limits + ", " + weight;
  }

  private static String cpus(long millis) {
    return CpuQuantity.ofMillis(millis) + (millis == 1000 ? " logical CPU" : " logical CPUs");
  }

  private void add(String name, String text) {
    lines.add(
        "  " + style.paint(Tone.QUIET, name + " ".repeat(10 - name.length())) + style.clean(text));
  }
}
