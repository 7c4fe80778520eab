package io.temper.agent.json;

import io.temper.agent.report.doctor.BundleManifest;

/** A {@link BundleManifest} as JSON. */
public final class BundleManifestJson {

  private BundleManifestJson() {}

  /**
   * Returns the document of a manifest.
   *
   * @param manifest what to write
   * @return JSON
   */
  public static String of(BundleManifest manifest) {
    var document = JsonDocument.of("BundleManifest")
        .put("createdAt", manifest.createdAt().toString())
        .put("version", manifest.version());
    var entries = document.putArray("entries");
    manifest.entries().forEach(entry -> {
      var node = entries
          .addObject()
          .put("name", entry.name())
          .put("what", entry.what())
          .put("bytes", entry.bytes())
          .put("cut", entry.isCut());
      if (entry.problem() != null) {
        node.put("problem", entry.problem());
      }
    });
    var leftOut = document.putArray("leftOut");
    manifest.leftOut().forEach(leftOut::add);
    return JsonDocument.text(document);
  }
}
