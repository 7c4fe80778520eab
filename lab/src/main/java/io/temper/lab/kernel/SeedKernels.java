package io.temper.lab.kernel;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prebuilt kernels in a folder that the user names: pairs {@code bzImage-VERSION...} and {@code
 * config-VERSION...} with everything that the lab needs built in.
 */
public final class SeedKernels {
  /** The variable that names the folder. */
  public static final String VARIABLE = "TEMPER_LAB_KERNELS";

  private static final String IMAGE = "bzImage-";

  private SeedKernels() {}

  /**
   * Finds the kernels.
   *
   * @param environment the environment variables; {@value #VARIABLE} names the folder
   * @return one offer per pair; empty if the variable is not set
   * @throws LabException if the variable names something that is no folder, or an image lies there
   *     without its configuration
   */
  public static List<KernelOffer> find(Map<String, String> environment) {
    String folder = environment.getOrDefault(VARIABLE, "");
    if (folder.isEmpty()) {
      return List.of();
    }
    if (!Files.isDirectory(Path.of(folder))) {
      throw new LabException(VARIABLE + " names '" + folder + "', which is no folder");
    }
    var offers = new ArrayList<KernelOffer>();
    for (Path image : Folders.list(Path.of(folder))) {
      String name = String.valueOf(image.getFileName());
      if (name.startsWith(IMAGE)) {
        offers.add(offer(image, name.substring(IMAGE.length())));
      }
    }
    return offers;
  }

  private static KernelOffer offer(Path image, String release) {
    if (!Files.isReadable(configuration(image))) {
      throw new LabException(
          image + " lies in " + VARIABLE + " without its configuration " + configuration(image));
    }
    return KernelVersion.parse(release)
        .map(version -> KernelOffer.ofSeed(release, version, image))
        .orElseThrow(() -> new LabException(image + " does not name its version"));
  }

  /**
   * Returns the configuration that belongs to an image.
   *
   * @param image a file named {@code bzImage-RELEASE}
   * @return the file {@code config-RELEASE} beside it
   */
  static Path configuration(Path image) {
    String release = String.valueOf(image.getFileName()).substring(IMAGE.length());
    return image.resolveSibling("config-" + release);
  }
}
