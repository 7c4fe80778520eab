package io.temper.lab.debian;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Debian archive that the lab fetches from, and how its signatures are checked.
 *
 * @param uri the archive's address, in any form that apt reads
 * @param options apt's options in the one-line format, brackets included; may be empty
 */
public record DebianMirror(String uri, String options) {
  /** The variable that names the archive where the host's own apt does not. */
  public static final String VARIABLE = "TEMPER_DEBIAN_MIRROR";

  private static final List<String> KEYRINGS = List.of(
      "/usr/share/keyrings/debian-archive-keyring.gpg",
      "/usr/share/keyrings/debian-archive-keyring.pgp");

  /**
   * Finds the archive: the variable {@value #VARIABLE} if it is set, and else what a Debian host's
   * own apt uses for its release.
   *
   * @param environment the environment variables
   * @param hostRoot {@code /} on a real host
   * @return the archive
   * @throws LabException if neither names one; the message says what to set
   */
  public static DebianMirror find(Map<String, String> environment, Path hostRoot) {
    String own = environment.getOrDefault(VARIABLE, "").strip();
    if (!own.isEmpty()) {
      return new DebianMirror(own, options(Optional.empty(), hostRoot));
    }
    Map<String, String> release = osRelease(hostRoot);
    if (!"debian".equals(release.get("ID"))) {
      throw new LabException("this host is not a Debian, so its apt names no Debian archive: set "
          + VARIABLE
          + " to the address of a Debian mirror that you may use, and install apt, dpkg and"
          + " debian-archive-keyring");
    }
    String codename = release.getOrDefault("VERSION_CODENAME", "stable");
    Path etcApt = hostRoot.resolve("etc/apt");
    return AptSources.read(etcApt).stream()
        .filter(source -> isArchive(source, codename))
        // A third party may use Debian's suite names too; the archive itself ends in "/debian".
        .min(Comparator.comparing(source -> !source.uri().matches(".*/debian/?")))
        .map(source -> new DebianMirror(source.uri(), options(Optional.of(source), hostRoot)))
        .orElseThrow(() -> new LabException("no source for 'deb ... "
            + codename
            + " main' in "
            + etcApt
            + ": add one, or set "
            + VARIABLE
            + " to the address of a Debian mirror"));
  }

  private static boolean isArchive(AptSource source, String codename) {
    return (source.suite().equals(codename) || source.suite().equals("stable"))
        && source.components().contains("main")
        && !source.uri().startsWith("cdrom:");
  }

  private static String options(Optional<AptSource> source, Path hostRoot) {
    if (source.map(AptSource::trusted).orElse(false)) {
      return "[trusted=yes]";
    }
    // The archive's own keyring also knows the keys of other releases than the host's.
    return KEYRINGS.stream()
        .filter(file -> Files.isReadable(hostRoot.resolve(file.substring(1))))
        .findFirst()
        .or(() -> source.flatMap(AptSource::keyFile))
        .map(file -> "[signed-by=" + file + "]")
        .orElse("");
  }

  private static Map<String, String> osRelease(Path hostRoot) {
    Path file = hostRoot.resolve("etc/os-release");
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    var values = new HashMap<String, String>();
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      throw new LabException("cannot read " + file + ": " + e, e);
    }
    return values;
  }

  /**
   * Returns the line of a sources file for one suite of this archive.
   *
   * @param suite the release, as in "trixie"
   * @return a line in apt's one-line format
   */
  String line(String suite) {
    return ("deb " + options + " " + uri + " " + suite + " main").replaceAll(" +", " ");
  }
}
