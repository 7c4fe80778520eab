package io.temper.agent.json;

import io.temper.agent.report.explain.CgroupExplanation;
import io.temper.agent.report.explain.CgroupExplanation.Agent;
import io.temper.agent.report.explain.CgroupExplanation.DecisionLine;
import io.temper.agent.report.explain.CgroupExplanation.Inside;
import io.temper.agent.report.explain.CgroupExplanation.KernelPlace;
import io.temper.agent.report.explain.CgroupExplanation.Owner;
import io.temper.agent.report.explain.CgroupExplanation.OwnerKind;
import io.temper.agent.report.explain.CgroupExplanation.PlannedLayer;
import io.temper.agent.report.explain.CgroupExplanation.Profile;
import io.temper.agent.report.explain.CgroupExplanation.ProfiledGroup;
import io.temper.agent.report.explain.CgroupExplanation.Rule;
import io.temper.agent.report.explain.ExplainedCgroup;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.HostFacts;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link CgroupExplanation} as JSON, as an agent writes it and a command reads it. */
public final class CgroupExplanationJson {
  private static final String KIND = "CgroupExplanation";

  private CgroupExplanationJson() {}

  /**
   * Returns the document of an agent's answer.
   *
   * @param from what to write
   * @return JSON
   */
  public static String of(CgroupExplanation from) {
    return JsonDocument.text(document(from));
  }

  /**
   * Returns the document of an agent's answer together with what the kernel says.
   *
   * @param from what to write
   * @return JSON
   */
  public static String of(ExplainedCgroup from) {
    var document = document(from.agent());
    document.set("host", host(from.host()));
    if (from.thread().hasProfile()) {
      document.set("thread", thread(from.thread()));
    }
    return JsonDocument.text(document);
  }

  private static ObjectNode document(CgroupExplanation from) {
    var document = JsonDocument.of(KIND).put("cgroup", from.cgroup().value());
    document
        .putObject("agent")
        .put("state", from.agent().state())
        .put("reason", from.agent().reason())
        .put("generation", from.agent().generation())
        .put("source", from.agent().source());
    set(document, "owner", from.owner(), CgroupExplanationJson::owner);
    set(document, "profile", from.profile(), CgroupExplanationJson::profile);
    set(document, "layer", from.layer(), CgroupExplanationJson::layer);
    var decisions = document.putArray("decisions");
    from.decisions()
        .forEach(
            one -> decisions.addObject().put("name", one.name()).put("sentence", one.sentence()));
    set(document, "kernel", from.kernel(), CgroupExplanationJson::kernel);
    var inside = document.putObject("inside").put("count", from.inside().count());
    var some = inside.putArray("some");
    from.inside().some().forEach(some::add);
    return document.put("remedy", from.remedy());
  }

  private static <T> void set(
      ObjectNode document, String field, @Nullable T value, Function<T, ObjectNode> writer) {
    if (value != null) {
      document.set(field, writer.apply(value));
    }
  }

  private static ObjectNode owner(Owner from) {
    var owner = JsonDocument.object()
        .put("cgroup", from.cgroup().value())
        .put("kind", label(from.kind()))
        .put("name", from.name());
    Rule rule = from.rule();
    if (rule != null) {
      owner
          .putObject("rule")
          .put("name", rule.name())
          .put("cgroup", rule.pattern())
          .put("standing", rule.standing());
    }
    owner.put("tier", from.tier()).put("reason", from.reason());
    var ignored = owner.putArray("ignored");
    from.ignored().forEach(ignored::add);
    return owner.put("requestMillis", from.requestMillis()).put("limitMillis", from.limitMillis());
  }

  private static ObjectNode profile(Profile from) {
    var profile = JsonDocument.object();
    if (!from.id().isEmpty()) {
      profile.put("id", from.id());
    }
    var groups = profile.put("reason", from.reason()).putArray("groups");
    from.groups().forEach(group -> groups
        .addObject()
        .put("name", group.name())
        .put("treatment", group.treatment())
        .put("layer", group.layer())
        .put("threads", group.threads()));
    return profile;
  }

  private static ObjectNode thread(GroupedThread from) {
    var thread = JsonDocument.object().put("profile", from.profile());
    if (!from.group().isEmpty()) {
      thread.put("group", from.group());
    }
    thread.put("treatment", from.treatment());
    return from.layer().isEmpty() ? thread : thread.put("layer", from.layer());
  }

  private static ObjectNode layer(PlannedLayer from) {
    return JsonDocument.object()
        .put("name", from.name())
        .put("kind", from.kind())
        .put("rank", from.rank())
        .put("weight", from.weight())
        .put("sliceMicros", from.sliceMicros())
        .put("cpus", from.cpus())
        .put("members", from.members())
        .put("requestMillis", from.requestMillis())
        .put("ceilingMillis", from.ceilingMillis());
  }

  private static ObjectNode kernel(KernelPlace from) {
    var kernel = JsonDocument.object().put("layer", from.layer());
    CgroupPath cgroup = from.cgroup();
    if (cgroup != null) {
      kernel.put("cgroup", cgroup.value());
    }
    return kernel
        .put("since", from.since())
        .put("rank", from.rank())
        .put("weight", from.weight())
        .put("cpus", from.cpus())
        .put("ceilingMillis", from.ceilingMillis());
  }

  private static ObjectNode host(HostFacts from) {
    var host = JsonDocument.object();
    var process = from.process();
    if (process != null) {
      host.putObject("process")
          .put("id", process.id())
          .put("name", process.name())
          .put("policy", process.policy().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("kernelThread", process.isKernelThread());
    }
    host.put("threads", from.threads());
    var limits = host.putArray("cpuMax");
    from.limits().forEach(limit -> limits
        .addObject()
        .put("cgroup", limit.cgroup().value())
        .put("quotaMicros", limit.quotaMicros())
        .put("periodMicros", limit.periodMicros()));
    from.weight().ifPresent(weight -> host.put("cpuWeight", weight));
    return host.put("scheduler", from.scheduler());
  }

  /**
   * Reads an agent's answer. What a newer agent adds is passed over.
   *
   * @param json what an agent wrote
   * @return the explanation
   * @throws InputException if it is no such document
   */
  public static CgroupExplanation read(String json) {
    try {
      return explanation(JsonDocument.read(json, KIND));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new InputException(
          "the agent's answer cannot be read: " + e.getMessage()
              + "; use the command of the agent's own release",
          e);
    }
  }

  private static CgroupExplanation explanation(JsonNode from) {
    JsonNode agent = from.path("agent");
    JsonNode inside = from.path("inside");
    return new CgroupExplanation(
        new CgroupPath(text(from, "cgroup")),
        new Agent(
            text(agent, "state"),
            text(agent, "reason"),
            agent.path("generation").asLong(),
            text(agent, "source")),
        optional(from.path("owner"), CgroupExplanationJson::ownerOf),
        optional(from.path("profile"), CgroupExplanationJson::profileOf),
        optional(from.path("layer"), CgroupExplanationJson::layerOf),
        all(
            from.path("decisions"),
            one -> new DecisionLine(text(one, "name"), text(one, "sentence"))),
        optional(from.path("kernel"), CgroupExplanationJson::kernelOf),
        new Inside(
            inside.path("count").asLong(), all(inside.path("some"), one -> one.asString(""))),
        text(from, "remedy"));
  }

  private static Owner ownerOf(JsonNode from) {
    return new Owner(
        new CgroupPath(text(from, "cgroup")),
        text(from, "kind").equals(label(OwnerKind.SYSTEM_CGROUP))
            ? OwnerKind.SYSTEM_CGROUP
            : OwnerKind.WORKLOAD,
        text(from, "name"),
        optional(
            from.path("rule"),
            rule -> new Rule(text(rule, "name"), text(rule, "cgroup"), text(rule, "standing"))),
        text(from, "tier"),
        text(from, "reason"),
        all(from.path("ignored"), one -> one.asString("")),
        from.path("requestMillis").asLong(),
        from.path("limitMillis").asLong());
  }

  private static Profile profileOf(JsonNode from) {
    return new Profile(
        text(from, "id"),
        text(from, "reason"),
        all(
            from.path("groups"),
            group -> new ProfiledGroup(
                text(group, "name"),
                text(group, "treatment"),
                text(group, "layer"),
                group.path("threads").asInt())));
  }

  private static PlannedLayer layerOf(JsonNode from) {
    return new PlannedLayer(
        text(from, "name"),
        text(from, "kind"),
        from.path("rank").asInt(),
        from.path("weight").asInt(),
        from.path("sliceMicros").asLong(),
        text(from, "cpus"),
        from.path("members").asLong(),
        from.path("requestMillis").asLong(),
        from.path("ceilingMillis").asLong());
  }

  private static KernelPlace kernelOf(JsonNode from) {
    return new KernelPlace(
        text(from, "layer"),
        from.has("cgroup") ? new CgroupPath(text(from, "cgroup")) : null,
        from.path("since").asLong(),
        from.path("rank").asInt(),
        from.path("weight").asInt(),
        text(from, "cpus"),
        from.path("ceilingMillis").asLong());
  }

  private static String label(OwnerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> @Nullable T optional(JsonNode node, Function<JsonNode, T> read) {
    return node.isObject() ? read.apply(node) : null;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static <T> List<T> all(JsonNode nodes, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    nodes.forEach(node -> all.add(read.apply(node)));
    return all;
  }
}
