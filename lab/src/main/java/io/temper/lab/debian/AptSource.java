package io.temper.lab.debian;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place that apt fetches binary packages from, as a line or a stanza of its configuration names
 * it.
 *
 * @param uri the archive's address, in any form that apt reads
 * @param suite the release, as in "bookworm" or "bookworm-updates"
 * @param components the parts of the archive, as in "main"
 * @param options apt's options for this source, keys in lower case, as in "signed-by"
 */
public record AptSource(
    String uri, String suite, List<String> components, Map<String, String> options) {
  /** Copies. */
  public AptSource {
    components = List.copyOf(components);
    options = Map.copyOf(options);
  }

  /**
   * Returns the file of keys that this source is signed with.
   *
   * @return an absolute path; empty if none is named, or if the keys stand in the stanza itself
   */
  public Optional<String> keyFile() {
    return Optional.ofNullable(options.get("signed-by")).filter(value -> value.startsWith("/"));
  }

  /**
   * Returns whether the user told apt to believe this source without a signature.
   *
   * @return true if the option {@code trusted=yes} is set
   */
  public boolean trusted() {
    return "yes".equals(options.get("trusted"));
  }
}
