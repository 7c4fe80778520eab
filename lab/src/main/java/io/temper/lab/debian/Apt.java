package io.temper.lab.debian;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The host's apt with a sources file and state folders of our own: it fetches from any suite of the
 * archive, checks signatures as ever, needs no root, and leaves the host's configuration and package
 * data base as they are. It believes that nothing is installed, so a closure is complete.
 */
public final class Apt {
  private static final String STAMP = "updated";

  private final Path state;
  private final Supplier<DebianMirror> mirror;
  private final List<String> suites;
  private final String architecture;

  /**
   * Creates an apt for packages of the lab's own architecture, amd64.
   *
   * @param state the folder that keeps its state; one per set of suites
   * @param mirror finds the archive when something is to be fetched: what is cached needs none
   * @param suites the releases to know, as in "trixie"
   */
  public Apt(Path state, Supplier<DebianMirror> mirror, List<String> suites) {
    this(state, mirror, suites, "amd64");
  }

  /**
   * Creates an apt.
   *
   * @param state the folder that keeps its state; one per architecture and set of suites
   * @param mirror finds the archive when something is to be fetched: what is cached needs none
   * @param suites the releases to know, as in "trixie"
   * @param architecture whose packages, as Debian names it, as in "arm64"
   */
  public Apt(Path state, Supplier<DebianMirror> mirror, List<String> suites, String architecture) {
    this.state = state;
    this.mirror = mirror;
    this.suites = List.copyOf(suites);
    this.architecture = architecture;
  }

  /** Fetches the indexes of all suites. */
  public void update() {
    try {
      List<String> lines = suites.stream().map(mirror.get()::line).toList();
      Files.createDirectories(state.resolve("lists/partial"));
      Files.createDirectories(state.resolve("cache/archives/partial"));
      Files.write(state.resolve("sources.list"), lines);
      Files.write(state.resolve("status"), List.of());
      run(state, "apt-get", List.of("update"));
      Files.write(state.resolve(STAMP), List.of());
    } catch (IOException e) {
      throw new LabException("cannot write apt's state in " + state + ": " + e, e);
    }
  }

  /**
   * Returns when {@link #update} last succeeded.
   *
   * @return the time; empty if it never did
   */
  public Optional<FileTime> updated() {
    Path stamp = state.resolve(STAMP);
    try {
      return Files.exists(stamp) ? Optional.of(Files.getLastModifiedTime(stamp)) : Optional.empty();
    } catch (IOException e) {
      throw new LabException("cannot read " + stamp + ": " + e, e);
    }
  }

  /**
   * Downloads packages without what they depend on.
   *
   * @param packages their names
   * @param folder where the {@code .deb} files go
   * @return the files
   */
  public List<Path> download(List<String> packages, Path folder) {
    var arguments = new ArrayList<>(List.of("download"));
    arguments.addAll(packages);
    run(folder, "apt-get", arguments);
    return debs(folder);
  }

  /**
   * Downloads packages with everything they depend on.
   *
   * @param packages their names
   * @param folder where the {@code .deb} files go
   * @return the files
   */
  public List<Path> downloadClosure(List<String> packages, Path folder) {
    var arguments = new ArrayList<>(List.of("install", "--download-only", "--yes"));
    arguments.add("-oDir::Cache::archives=" + folder + "/");
    arguments.addAll(packages);
    try {
      Files.createDirectories(folder.resolve("partial"));
    } catch (IOException e) {
      throw new LabException("cannot make " + folder + ": " + e, e);
    }
    run(folder, "apt-get", arguments);
    return debs(folder);
  }

  /**
   * Returns the fetched package indexes.
   *
   * @return the index files; their names carry the suite
   */
  List<Path> indexes() {
    return Folders.list(state.resolve("lists")).stream()
        .filter(file -> file.toString().endsWith("_Packages"))
        .toList();
  }

  private static List<Path> debs(Path folder) {
    return Folders.list(folder).stream()
        .filter(f -> f.toString().endsWith(".deb"))
        .toList();
  }

  private void run(Path directory, String program, List<String> arguments) {
    var argv = new ArrayList<String>();
    argv.add(program);
    argv.addAll(options());
    argv.addAll(arguments);
    HostCommand.in(directory, argv).run();
  }

  private List<String> options() {
    return List.of(
        "-qq",
        "-oDir::Etc::sourcelist=" + state.resolve("sources.list"),
        "-oDir::Etc::sourceparts=/dev/null",
        "-oDir::Etc::preferences=/dev/null",
        "-oDir::Etc::preferencesparts=/dev/null",
        "-oDir::State=" + state,
        "-oDir::State::lists=" + state.resolve("lists"),
        "-oDir::State::status=" + state.resolve("status"),
        "-oDir::Cache=" + state.resolve("cache"),
        "-oAPT::Architecture=" + architecture,
        "-oAPT::Architectures=" + architecture,
        "-oAPT::Install-Recommends=false",
        "-oAPT::Install-Suggests=false",
        // The cache may lie where apt's own user cannot look.
        "-oAPT::Sandbox::User=root",
        "-oDebug::NoLocking=true",
        // The host's own choice names a suite that our sources do not have.
        "-oAPT::Default-Release=",
        "-oAcquire::Languages=none",
        "-oAcquire::GzipIndexes=false",
        "-oAcquire::Retries=3",
        "-oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
        "-oAcquire::IndexTargets::deb::DEP-11-icons-small::DefaultEnabled=false",
        "-oAcquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false");
  }
}
