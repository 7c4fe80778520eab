package io.temper.json;

import static java.util.Objects.requireNonNullElse;

import io.temper.profile.CommandPattern;
import io.temper.profile.ImagePattern;
import io.temper.profile.MachineFilter;
import io.temper.profile.NamePattern;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one document of thread profiles to its end. */
final class ProfilesFile {
  private static final String LIST = "profile";
  private static final String GROUPS = "group";
  private static final List<String> TOP_KEYS = List.of("apiVersion", "kind", LIST);
  private static final List<String> KEYS =
      List.of("id", "images", "min_cpus", "max_cpus", "smt", "declared", GROUPS);
  private static final List<String> GROUP_KEYS =
      List.of("name", "treatment", "cpus", "threads", "commands");

  private static final String SEE = "see docs/profiles.md";
  private static final String ID_REMEDY = "call it something such as jvm or my-shop";
  private static final String PATTERN_REMEDY =
      "write a list of patterns such as [\"GC Thread#*\", \"VM Thread\"]";
  private static final String CPUS_REMEDY = "write a whole number from 1, such as 8";
  private static final String BOOL_REMEDY = "write true or false";
  private static final String TREATMENT_REMEDY = "use exclusive, latency, normal or yield";

  private final Faults faults;
  private final PlacedDocument document;
  private final boolean isBuiltIn;
  private final Map<String, Integer> seen = new HashMap<>();

  ProfilesFile(PlacedDocument document, boolean isBuiltIn) {
    this.document = document;
    this.isBuiltIn = isBuiltIn;
    this.faults = new Faults(document.source());
  }

  List<ThreadProfile> read() {
    DocumentTable top = DocumentTable.of(document, faults);
    JsonCodec.requireFrame(
        document.source(),
        document.root().path("apiVersion").asString("missing"),
        document.root().path("kind").asString("missing"),
        "Profiles");
    top.allowOnly(TOP_KEYS);
    List<ThreadProfile> profiles = new ArrayList<>();
    for (DocumentTable table : top.tables(LIST, "begin each profile with [[profile]]")) {
      ThreadProfile profile = profile(table);
      if (profile != null) {
        profiles.add(profile);
      }
    }
    faults.throwIfAny();
    return List.copyOf(profiles);
  }

  /** Returns null if something is wrong with the table itself. */
  private @Nullable ThreadProfile profile(DocumentTable table) {
    table.allowOnly(KEYS);
    String id = table.require("id", ID_REMEDY, DocumentValue::text);
    List<ImagePattern> images = table.items(
        "images",
        "write a list of patterns such as [\"postgres*\"]",
        node -> new ImagePattern(DocumentValue.text(node)));
    MachineFilter machine = machine(table);
    boolean declared =
        requireNonNullElse(table.read("declared", BOOL_REMEDY, DocumentValue::bool), false);
    List<ProfileGroup> groups = new ArrayList<>();
    List<DocumentTable> tables = table.tables(GROUPS, "begin each group with [[profile.group]]");
    for (DocumentTable each : tables) {
      ProfileGroup group = group(each);
      if (group != null) {
        groups.add(group);
      }
    }
    if (id == null || machine == null || groups.size() < tables.size()) {
      return null;
    }
    requireNew(table, id, machine);
    String origin = isBuiltIn ? "built-in" : document.source();
    return made(
        table, () -> new ThreadProfile(id, origin, isBuiltIn, images, machine, declared, groups));
  }

  private static @Nullable MachineFilter machine(DocumentTable table) {
    Integer min = table.read("min_cpus", CPUS_REMEDY, ProfilesFile::count);
    Integer max = table.read("max_cpus", CPUS_REMEDY, ProfilesFile::count);
    Boolean smt = table.read("smt", BOOL_REMEDY, DocumentValue::bool);
    return made(
        table,
        () -> new MachineFilter(
            requireNonNullElse(min, 1), requireNonNullElse(max, Integer.MAX_VALUE), smt));
  }

  private static @Nullable ProfileGroup group(DocumentTable table) {
    table.allowOnly(GROUP_KEYS);
    String name = table.require("name", ID_REMEDY, DocumentValue::text);
    ThreadTreatment treatment =
        table.require("treatment", TREATMENT_REMEDY, ProfilesFile::treatment);
    Integer cpus = table.read("cpus", CPUS_REMEDY, ProfilesFile::count);
    List<NamePattern> threads =
        table.items("threads", PATTERN_REMEDY, node -> new NamePattern(DocumentValue.text(node)));
    List<CommandPattern> commands = table.items(
        "commands", PATTERN_REMEDY, node -> new CommandPattern(DocumentValue.text(node)));
    boolean hasFaultyPatternsOnly = threads.isEmpty()
        && commands.isEmpty()
        && (table.hasMoreThanAnEmptyList("threads") || table.hasMoreThanAnEmptyList("commands"));
    if (name == null || treatment == null || hasFaultyPatternsOnly) {
      return null;
    }
    int fallback = treatment == ThreadTreatment.EXCLUSIVE ? 1 : 0;
    return made(
        table,
        () -> new ProfileGroup(
            name, treatment, requireNonNullElse(cpus, fallback), threads, commands));
  }

  /** Returns null, and tells, if the values contradict each other. */
  private static <T> @Nullable T made(DocumentTable table, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      table.fault(String.valueOf(e.getMessage()), SEE);
      return null;
    }
  }

  private void requireNew(DocumentTable table, String id, MachineFilter machine) {
    Integer first = seen.putIfAbsent(id + " " + machine, table.lineOf("id"));
    if (first != null) {
      table.fault(
          "id",
          "another profile has the id '" + id + "' for the same machines already, in line " + first,
          "change or remove one of the two");
    }
  }

  private static int count(JsonNode node) {
    int value = DocumentValue.integer(node);
    if (value < 1) {
      throw new IllegalArgumentException("expected a whole number from 1, found " + value);
    }
    return value;
  }

  private static ThreadTreatment treatment(JsonNode node) {
    String label = DocumentValue.text(node);
    return ThreadTreatment.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("there is no treatment '" + label + "'"
            + Nearest.of(
                    label,
                    Arrays.stream(ThreadTreatment.values())
                        .map(ThreadTreatment::label)
                        .toList())
                .map(near -> ", did you mean '" + near + "'?")
                .orElse("")));
  }
}
