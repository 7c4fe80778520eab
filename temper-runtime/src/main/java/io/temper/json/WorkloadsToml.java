package io.temper.json;

import io.temper.workload.WorkloadRule;
import java.nio.file.Path;
import java.util.List;

/**
 * The workloads of a host that no orchestrator manages, as a file that a person writes:
 *
 * <pre>{@code
 * apiVersion = "temper.io/v1"
 * kind = "Workloads"
 *
 * [[workload]]
 * name = "web"
 * cgroup = "/system.slice/nginx.service"
 * tier = "critical"
 * request = "2"
 *
 * [[workload]]
 * name = "batch"
 * cgroup = "/batch.slice/*"
 * priority = -500
 * }</pre>
 *
 * <p>A file whose name ends with {@code .json} has the same fields in JSON. The schema of both is the
 * resource {@link #SCHEMA}.
 */
public final class WorkloadsToml {
  /** The JSON Schema of the document, as an absolute name on the class path. */
  public static final String SCHEMA = "/META-INF/temper/schema/workloads-v1.json";

  private static final String REMEDY = "see docs/workload-file.md for the format";

  private WorkloadsToml() {}

  /**
   * Reads a file.
   *
   * @param file a workload document
   * @return the rules, in the order of the file; may be empty
   * @throws JsonFormatException if the file cannot be read or is something else; it names every fault
   */
  public static List<WorkloadRule> read(Path file) {
    return new WorkloadsFile(PlacedDocument.read(
            file, "give the name of a workload file: docs/workload-file.md", REMEDY))
        .read();
  }

  /**
   * Reads a text: JSON if its name ends with {@code .json}, else TOML.
   *
   * @param source what to call the text in messages, usually a file name
   * @param text a workload document
   * @return the rules, in the order of the text; may be empty
   * @throws JsonFormatException if the text is something else; it names every fault
   */
  public static List<WorkloadRule> read(String source, String text) {
    return new WorkloadsFile(PlacedDocument.parse(source, text, REMEDY)).read();
  }
}
