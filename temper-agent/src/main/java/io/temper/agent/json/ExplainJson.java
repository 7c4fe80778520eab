package io.temper.agent.json;

import io.temper.agent.report.explain.Explanation;
import io.temper.agent.report.explain.Explanation.Place;
import io.temper.json.PlanJson;
import io.temper.plan.EnforcementPlan;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An {@link Explanation} as JSON, in the words of the plan's own document. */
public final class ExplainJson {

  private ExplainJson() {}

  /**
   * Returns the document of an explanation.
   *
   * @param from what to write
   * @return JSON
   */
  public static String of(Explanation from) {
    var workload = from.workload();
    var plan = PlanJson.tree(from.plan());
    var document = JsonDocument.of("Explanation").put("phase", from.phase());
    workload.priorityClassName().ifPresent(name -> document.put("priorityClassName", name));
    workload.limit().ifPresent(limit -> document.put("limitMillis", limit.millis()));
    if (!workload.partLimits().isEmpty()) {
      var limits = document.putArray("partLimits");
      workload.partLimits().forEach(each -> limits
          .addObject()
          .put("part", each.part())
          .put("limitMillis", each.limit().millis()));
    }
    document.set("member", part(plan, "members", from.plan().members(), from.member()));
    document.set("profile", profile(from));
    from.place().ifPresent(place -> document.set("place", place(from.plan(), plan, place)));
    return JsonDocument.text(document);
  }

  private static ObjectNode place(EnforcementPlan plan, ObjectNode tree, Place from) {
    var place =
        JsonDocument.object().put("node", from.node()).put("podsInLayer", from.podsInLayer());
    place.set("machine", MachineJson.of(from.machine()));
    place.set("layer", part(tree, "layers", plan.layers(), from.layer()));
    var cores = place.putArray("cores");
    from.cores().forEach(core -> cores.add(core.cpus().toString()));
    var decisions = place.putArray("decisions");
    from.decisions()
        .forEach(each -> decisions.add(part(tree, "decisions", plan.decisions(), each)));
    return place;
  }

  private static ObjectNode profile(Explanation from) {
    var profile = JsonDocument.object();
    from.profile().profile().ifPresent(chosen -> profile.put("id", chosen.id()));
    var groups = profile.put("reason", from.profile().reason().sentence()).putArray("groups");
    from.place().stream().flatMap(place -> place.groups().stream()).forEach(each -> groups
        .addObject()
        .put("name", each.group().name())
        .put("treatment", each.group().treatment().label())
        .put("layer", each.layer()));
    return profile;
  }

  /** The tree has its elements in the order of the plan. */
  private static <T> JsonNode part(ObjectNode tree, String field, List<T> elements, T wanted) {
    return tree.path(field).path(elements.indexOf(wanted));
  }
}
