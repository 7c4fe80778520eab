package io.temper.agent.json;

import io.temper.agent.report.advice.PatchForm;
import io.temper.agent.report.advice.PatchablePods;
import io.temper.agent.report.advice.SizedContainer;
import io.temper.rightsize.CurrentResources;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes of a {@link PatchablePods} as patches, one per pod. A JSON patch first tests each container's
 * name, so that it changes nothing where another container has that place.
 */
public final class ResourcePatch {
  /** All of its text is plain, so that it passes a terminal unchanged. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final PatchForm form;
  private final String path;

  private ResourcePatch(PatchForm form, String path) {
    this.form = form;
    this.path = path;
  }

  /**
   * Returns the patches as a document.
   *
   * @param pods what to change
   * @param form in which form to write it
   * @param path where the pod's specification is in the object to patch: {@code /spec/template/spec};
   *     of the {@code resize} sub-resource always {@code /spec}
   * @return JSON
   */
  public static String document(PatchablePods pods, PatchForm form, String path) {
    var patch = new ResourcePatch(form, form == PatchForm.RESIZE ? "/spec" : path);
    var document = JsonDocument.of("ResourcePatches").put("form", form.toString());
    var patches = document.putArray("patches");
    pods.containers().forEach((pod, containers) -> {
      var first = containers.get(0).id();
      patches
          .addObject()
          .put("namespace", first.namespace())
          .put("pod", first.workload())
          .set("patch", patch.of(containers));
    });
    return JsonDocument.text(document);
  }

  /**
   * Returns the patches as commands of kubectl, one a line.
   *
   * @param pods as in {@link #document}
   * @param form as in {@link #document}
   * @param path as in {@link #document}
   * @return the lines; those that patch a template leave its name to the reader
   */
  public static List<String> commands(PatchablePods pods, PatchForm form, String path) {
    var patch = new ResourcePatch(form, form == PatchForm.RESIZE ? "/spec" : path);
    List<String> lines = new ArrayList<>();
    pods.containers().forEach((pod, containers) -> {
      var first = containers.get(0).id();
      String target = form == PatchForm.RESIZE
          ? "pod " + first.workload() + " --subresource resize"
          : "KIND/NAME-OF-" + first.workload();
      String type = form == PatchForm.STRATEGIC ? "strategic" : "json";
      lines.add("kubectl -n " + first.namespace() + " patch " + target + " --type " + type + " -p "
          + quoted(patch.of(containers)));
    });
    return lines;
  }

  /** As one word of a shell: a quote within, as in a name that no API server has seen, would end it. */
  private static String quoted(JsonNode patch) {
    return "'" + MAPPER.writeValueAsString(patch).replace("'", "\\u0027") + "'";
  }

  private JsonNode of(List<SizedContainer> containers) {
    return form == PatchForm.STRATEGIC ? merge(containers) : operations(containers);
  }

  private ArrayNode operations(List<SizedContainer> containers) {
    var operations = JsonNodeFactory.instance.arrayNode();
    for (SizedContainer container : containers) {
      var listed = Objects.requireNonNull(container.listed());
      String place =
          path + (listed.sidecar() ? "/initContainers/" : "/containers/") + listed.index();
      operations
          .addObject()
          .put("op", "test")
          .put("path", place + "/name")
          .put("value", listed.name());
      addResources(operations, place + "/resources", container);
    }
    return operations;
  }

  /** Each object that is not there is written whole; what else is in one that is there stays. */
  private static void addResources(ArrayNode operations, String place, SizedContainer container) {
    var listed = Objects.requireNonNull(container.listed());
    var next = next(container);
    if (!listed.hasResources()) {
      operations.addObject().put("op", "add").put("path", place).set("value", resources(next));
      return;
    }
    addCpu(operations, place + "/requests", listed.hasRequests(), next.request());
    next.limit()
        .filter(limit -> listed.limit().filter(limit::equals).isEmpty())
        .ifPresent(limit -> addCpu(operations, place + "/limits", listed.hasLimits(), limit));
  }

  /** A container without a limit gets none, also where the pod as a whole has one. */
  private static CurrentResources next(SizedContainer container) {
    var next = container.recommendation().resources();
    return Objects.requireNonNull(container.listed()).limit().isPresent()
        ? next
        : CurrentResources.requesting(next.request());
  }

  private static void addCpu(
      ArrayNode operations, String place, boolean isThere, CpuQuantity amount) {
    String text = amount.millis() + "m";
    if (isThere) {
      add(operations, place + "/cpu").put("value", text);
    } else {
      add(operations, place).putObject("value").put("cpu", text);
    }
  }

  private static ObjectNode add(ArrayNode operations, String place) {
    return operations.addObject().put("op", "add").put("path", place);
  }

  private static ObjectNode resources(CurrentResources next) {
    var resources = JsonNodeFactory.instance.objectNode();
    resources.putObject("requests").put("cpu", next.request().millis() + "m");
    next.limit().ifPresent(limit -> resources.putObject("limits").put("cpu", limit.millis() + "m"));
    return resources;
  }

  private ObjectNode merge(List<SizedContainer> containers) {
    var document = JsonNodeFactory.instance.objectNode();
    var specification = document;
    for (String step : path.substring(1).split("/", -1)) {
      specification = specification.putObject(step);
    }
    for (SizedContainer container : containers) {
      var listed = Objects.requireNonNull(container.listed());
      specification
          .withArray(listed.sidecar() ? "/initContainers" : "/containers")
          .addObject()
          .put("name", listed.name())
          .set("resources", resources(next(container)));
    }
    return document;
  }
}
