package io.temper.image;

import io.temper.lab.LabException;
import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that Maven runs; docs/image.md says how. */
@Command(name = "image", sortOptions = false)
public final class ImageCommand implements Callable<Integer> {
  @Option(names = "--name", required = true)
  private String name = "";

  @Option(names = "--version", required = true)
  private String version = "";

  @Option(names = "--revision")
  private String revision = "";

  @Option(names = "--time", required = true)
  private Instant time = Instant.EPOCH;

  @Option(names = "--distribution", required = true)
  private Path distribution = Path.of("");

  @Option(names = "--sbom", required = true)
  private Path sbom = Path.of("");

  @Option(names = "--base")
  private String base = "";

  @Option(names = "--jmods-arm64")
  private String jmodsArm64 = "";

  @Option(names = "--output", required = true)
  private Path output = Path.of("");

  private final PrintStream out;

  private ImageCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Builds the images and ends the process.
   *
   * @param args the options
   */
  public static void main(String[] args) {
    var command = new CommandLine(new ImageCommand(System.out));
    command.registerConverter(Instant.class, Instant::parse);
    command.setExecutionExceptionHandler((e, commandLine, parsed) -> {
      if (e instanceof ImageException || e instanceof LabException) {
        System.err.println("temper-image: " + e.getMessage());
        return 1;
      }
      throw e;
    });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    var cache = new LabCache(
        LabCache.rootOf(System.getenv(), Path.of(System.getProperty("user.home"))),
        new Progress(System.err));
    var facts = new Facts(name, version, revision, time);
    var build = new ImageBuild(
        facts, distribution.normalize(), sbom.normalize(), base, output.toAbsolutePath());
    for (Architecture architecture : Architecture.values()) {
      Optional<String> modules = new RuntimeTree(cache, architecture).modules(given(architecture));
      if (modules.isEmpty()) {
        out.println("temper-image: SKIPPED " + architecture.oci() + ": nothing here has the modules"
            + " of Java " + Runtime.version().feature() + " for it; name their folder by"
            + " -Dimage.jmods." + architecture.oci() + "=DIR");
      } else {
        String digest = build.run(architecture, cache, modules.get());
        out.println("temper-image: " + facts.reference() + " " + architecture.oci() + " " + digest);
      }
    }
    return 0;
  }

  private String given(Architecture architecture) {
    return architecture == Architecture.ARM64 ? jmodsArm64 : "";
  }
}
