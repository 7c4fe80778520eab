package io.temper.image;

import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.LabCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One image being built: a folder for each layer, in the order in which they change less and less often from
 * the top, then the archive.
 *
 * @param facts what the image says about itself
 * @param distribution the archive that hosts install
 * @param sbom what that archive is made of, as CycloneDX
 * @param base an image to build on, as a tar that {@code docker save} writes; empty for one of ours
 * @param output the folder that gets the archive
 */
record ImageBuild(Facts facts, Path distribution, Path sbom, String base, Path output) {
  /** Where an image keeps what it is made of. */
  static final String SBOM = "usr/share/sbom/temper.cdx.json";

  /**
   * Builds the image for one architecture.
   *
   * @param architecture which
   * @param cache where Debian packages are kept
   * @param modules the module path of the runtime; empty for the JDK's own
   * @return the digest of the image's manifest
   */
  String run(Architecture architecture, LabCache cache, String modules) throws IOException {
    requireFiles();
    Path work = output.resolve("image").resolve(architecture.oci());
    Folders.delete(work);
    var layers = new ArrayList<Path>();
    if (base.isEmpty()) {
      Path tree = newLayer(work, "base", layers);
      new BaseTree(cache, architecture).make(tree);
    }
    new RuntimeTree(cache, architecture).make(newLayer(work, "runtime", layers), modules);
    var agent = new AgentTree(unpacked(work), architecture);
    agent.makeLibraries(newLayer(work, "libraries", layers));
    Path temper = newLayer(work, "temper", layers);
    agent.makeTemper(temper);
    for (Path layer : layers) {
      setTimes(layer);
    }
    agent.start(temper, new ClassArchive(architecture, agent).make(layers, temper));
    writeSbom(architecture, work, temper);
    return pack(architecture, layers);
  }

  /** Before anything is built: minutes later it would be a file that is not there, somewhere. */
  private void requireFiles() {
    require(distribution, "no archive of Temper");
    require(sbom, "no bill of materials, which temper-dist makes with -Pimage and online only,");
  }

  private static void require(Path file, String missing) {
    if (!Files.isRegularFile(file)) {
      throw new ImageException("there is " + missing + " at " + file
          + ": build from the project's folder, ./mvnw package -Pimage -pl temper-image -am");
    }
  }

  private static Path newLayer(Path work, String name, List<Path> layers) throws IOException {
    Path folder = Files.createDirectories(work.resolve(name));
    layers.add(folder);
    return folder;
  }

  private Path unpacked(Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve("distribution"));
    HostCommand.in(folder, List.of("tar", "--extract", "--gzip", "--file=" + distribution))
        .run();
    return Folders.list(folder).get(0);
  }

  /** Inside, for who looks at the image, and beside it, for who has the archive only. */
  private void writeSbom(Architecture architecture, Path work, Path temper) throws IOException {
    Path packages = work.resolve("base").resolve(BaseTree.PACKAGES);
    byte[] bom = new Sbom(Files.readAllBytes(sbom), facts, architecture)
        .with(Folders.list(packages), work.resolve("runtime").resolve(RuntimeTree.PLACE));
    Path inside = temper.resolve(SBOM);
    Files.createDirectories(inside.getParent());
    Files.write(inside, bom);
    Files.write(output.resolve(name(architecture) + ".cdx.json"), bom);
  }

  private String pack(Architecture architecture, List<Path> layers) throws IOException {
    return new OciArchive(facts, architecture, base)
        .write(
            layers,
            output.resolve(name(architecture) + ".oci.tar"),
            Files.createDirectories(output.resolve("image/jib")));
  }

  private String name(Architecture architecture) {
    return "temper-" + facts.version() + "-" + architecture.oci();
  }

  private void setTimes(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(facts.time()));
      }
    }
  }
}
