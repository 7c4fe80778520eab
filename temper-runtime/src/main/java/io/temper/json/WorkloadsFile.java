package io.temper.json;

import static java.util.Objects.requireNonNullElse;

import io.temper.workload.CgroupPattern;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Standing;
import io.temper.workload.WorkloadRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one workload document to its end. */
final class WorkloadsFile {
  static final String KIND = "Workloads";

  private static final String LIST = "workload";
  private static final List<String> TOP_KEYS = List.of("apiVersion", "kind", LIST);
  private static final List<String> KEYS =
      List.of("name", "cgroup", "tier", "priority", "request", "limit", "profile");

  private static final String NAME_REMEDY = "call it something such as web or batch-jobs";
  private static final String CGROUP_REMEDY =
      "write a path such as /system.slice/nginx.service, or a" + " pattern such as /batch.slice/*";
  private static final String TIER_REMEDY = "use critical, high, normal, low or background";
  private static final String PRIORITY_REMEDY = "write a number such as 1000, or give a tier";
  private static final String PROFILE_REMEDY = "name a profile such as \"jvm\": docs/profiles.md";
  private static final String CPU_REMEDY = "write CPUs as \"500m\", \"0.5\" or \"2\"";

  private final Faults faults;
  private final PlacedDocument document;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Integer> patterns = new HashMap<>();

  WorkloadsFile(PlacedDocument document) {
    this.document = document;
    this.faults = new Faults(document.source());
  }

  List<WorkloadRule> read() {
    DocumentTable top = DocumentTable.of(document, faults);
    JsonCodec.requireFrame(
        document.source(),
        document.root().path("apiVersion").asString("missing"),
        document.root().path("kind").asString("missing"),
        KIND);
    top.allowOnly(TOP_KEYS);
    List<WorkloadRule> rules = new ArrayList<>();
    for (DocumentTable table : top.tables(LIST, "begin each workload with [[workload]]")) {
      WorkloadRule rule = rule(table);
      if (rule != null) {
        rules.add(rule);
      }
    }
    faults.throwIfAny();
    return List.copyOf(rules);
  }

  /** Returns null if anything is wrong with it. */
  private @Nullable WorkloadRule rule(DocumentTable table) {
    table.allowOnly(KEYS);
    String name = table.require("name", NAME_REMEDY, DocumentValue::text);
    CgroupPattern cgroup =
        table.require("cgroup", CGROUP_REMEDY, node -> new CgroupPattern(DocumentValue.text(node)));
    Standing standing = standing(table);
    CpuQuantity request = table.read("request", CPU_REMEDY, DocumentValue::cpus);
    CpuQuantity limit = table.read("limit", CPU_REMEDY, DocumentValue::cpus);
    String profile = table.read("profile", PROFILE_REMEDY, DocumentValue::text);
    requireNew(table, "name", name, names);
    requireNew(table, "cgroup", cgroup == null ? null : cgroup.value(), patterns);
    if (name == null || cgroup == null || standing == null) {
      return null;
    }
    try {
      return new WorkloadRule(
          name, cgroup, standing, requireNonNullElse(request, CpuQuantity.ZERO), limit, profile);
    } catch (IllegalArgumentException e) {
      table.fault(String.valueOf(e.getMessage()), "see docs/workload-file.md");
      return null;
    }
  }

  private static @Nullable Standing standing(DocumentTable table) {
    boolean hasTier = table.has("tier");
    if (hasTier == table.has("priority")) {
      table.fault(
          hasTier ? "both tier and priority are given" : "neither tier nor priority is given",
          "give one of the two");
      return null;
    }
    return hasTier
        ? table.read("tier", TIER_REMEDY, WorkloadsFile::tier)
        : table.read(
            "priority",
            PRIORITY_REMEDY,
            node -> new Standing.OfPriority(DocumentValue.integer(node)));
  }

  private static Standing tier(JsonNode node) {
    return new Standing.OfTier(WireName.tier(DocumentValue.text(node)).label());
  }

  private static void requireNew(
      DocumentTable table, String key, @Nullable String value, Map<String, Integer> seen) {
    Integer first = value == null ? null : seen.putIfAbsent(value, table.lineOf(key));
    if (first != null) {
      table.fault(
          key,
          "another workload has the " + key + " '" + value + "' already, in line " + first,
          "change or remove one of the two");
    }
  }
}
