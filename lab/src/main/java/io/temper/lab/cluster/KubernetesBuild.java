package io.temper.lab.cluster;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Progress;
import io.temper.lab.host.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Programs of Kubernetes, built from its Go modules: nobody packages them for Debian. Where Go gets modules
 * from is for its own environment to say.
 */
public final class KubernetesBuild {
  /** The version that tests and the lab use unless another is asked for. */
  public static final String VERSION = "1.34.4";

  private static final Duration TIMEOUT = Duration.ofMinutes(90);
  private static final Pattern PATTERN = Pattern.compile("1\\.\\d+\\.\\d+");

  private KubernetesBuild() {}

  /**
   * Checks that a text names a version.
   *
   * @param version for example {@value #VERSION}
   * @return the same
   * @throws LabException if it does not
   */
  public static String requireVersion(String version) {
    if (!PATTERN.matcher(version).matches()) {
      throw new LabException(
          "'" + version + "' is no version of Kubernetes; give one such as " + VERSION);
    }
    return version;
  }

  /**
   * Builds programs.
   *
   * @param version which Kubernetes
   * @param programs their names, as in {@code kube-apiserver}
   * @param folder receives them
   * @param progress where it is told that this takes long
   * @throws Exception if Go is missing, or the build fails
   */
  public static void build(String version, List<String> programs, Path folder, Progress progress)
      throws Exception {
    GoTool.require(String.join(", ", programs), ProgramSearch.ASSETS);
    Path work = Files.createDirectories(folder.resolve("work"));
    Path script = work.resolve("build.sh");
    Files.write(script, Resources.bytes("cluster/build-kubernetes.sh"));
    Path module = Files.createDirectories(work.resolve("module"));
    var argv =
        new ArrayList<>(List.of("nice", "bash", script.toString(), version, folder.toString()));
    argv.addAll(programs);
    progress.step(
        "building " + String.join(", ", programs) + " " + version
            + " (kube-apiserver: about 5 minutes on 2 cores)",
        () -> new HostCommand(argv, module, TIMEOUT).run());
    Folders.delete(work);
  }
}
