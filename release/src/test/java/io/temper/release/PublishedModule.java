package io.temper.release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A module whose jar is published: what the build has made of it. */
record PublishedModule(String name) {
  static final Path ROOT = Path.of("..");
  private static final String VERSION = System.getProperty("temper.version", "");

  /** An application: its command line is promised, its classes are not. */
  private static final String APPLICATION = "temper-agent";

  static List<PublishedModule> all() {
    return Xml.read(ROOT.resolve("pom.xml")).all("modules/module").stream()
        .map(Xml::text)
        .filter(PublishedModule::isPublishedJar)
        .map(PublishedModule::new)
        .toList();
  }

  /** Those that a program compiles against. */
  static List<PublishedModule> libraries() {
    return all().stream()
        .filter(module -> !module.name.equals(APPLICATION))
        .filter(module -> Files.isDirectory(module.sources()))
        .toList();
  }

  private static boolean isPublishedJar(String folder) {
    Xml pom = Xml.read(ROOT.resolve(folder).resolve("pom.xml"));
    return !pom.text("properties/maven.deploy.skip").equals("true")
        && pom.all("packaging").isEmpty();
  }

  Path sources() {
    return ROOT.resolve(name).resolve("src/main/java");
  }

  Path classes() {
    return target().resolve("classes");
  }

  Path jar() {
    return target().resolve(name + "-" + VERSION + ".jar");
  }

  Path pom() {
    return target().resolve("published-pom.xml");
  }

  private Path target() {
    return ROOT.resolve(name).resolve("target");
  }
}
