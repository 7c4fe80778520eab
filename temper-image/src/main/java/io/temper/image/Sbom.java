package io.temper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an image is made of, in CycloneDX's format: the jars, which Maven's plugin lists, and what is beside
 * them only in an image, the Java runtime and Debian's packages.
 */
final class Sbom {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final ObjectNode bom;
  private final Architecture architecture;

  /**
   * Starts from what Maven knows.
   *
   * @param maven a bill of materials of the archive that hosts install
   * @param facts what the image says about itself
   * @param architecture of everything in it
   */
  Sbom(byte[] maven, Facts facts, Architecture architecture) {
    this.bom = (ObjectNode) JSON.readTree(maven);
    this.architecture = architecture;
    var image = JSON.createObjectNode();
    image.put("type", "container");
    image.put("name", facts.name());
    image.put("version", facts.version());
    ((ObjectNode) bom.get("metadata")).set("component", image);
    // It says what needs what, from the archive down, and that is not what this is about.
    bom.remove("dependencies");
  }

  /**
   * Adds the rest.
   *
   * @param packages the control files of Debian packages; may be none
   * @param runtime the folder of the Java runtime
   * @return the whole as JSON
   */
  byte[] with(List<Path> packages, Path runtime) throws IOException {
    var components = (ArrayNode) bom.get("components");
    var release = new Properties();
    try (var in = Files.newInputStream(runtime.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION", "unknown").replace("\"", "");
    add(components, "openjdk", version, "pkg:generic/openjdk@" + version);
    for (Path control : packages) {
      Map<String, String> fields = fields(control);
      String name = fields.getOrDefault("Package", "unknown");
      String debian = fields.getOrDefault("Version", "unknown");
      add(
          components,
          name,
          debian,
          "pkg:deb/debian/" + name + "@" + debian.replace("+", "%2B").replace(":", "%3A") + "?arch="
              + architecture.oci());
    }
    return JSON.writeValueAsBytes(bom);
  }

  private static void add(ArrayNode components, String name, String version, String purl) {
    var component = components.addObject();
    component.put("type", "library");
    component.put("bom-ref", purl);
    component.put("name", name);
    component.put("version", version);
    component.put("purl", purl);
  }

  private static Map<String, String> fields(Path control) throws IOException {
    var fields = new HashMap<String, String>();
    for (String line : Files.readAllLines(control)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith(" ")) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return fields;
  }
}
