package io.temper.agent.units;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of units and their drop-ins, as the system's systemd finds them: of files of one name, that of the
 * folder that comes first counts; drop-ins are read by name, wherever they lie. What is in a folder is asked
 * once, so this is for one reading.
 *
 * <p>Not looked for are drop-ins under another name that a unit has by a link, and folders that a unit file's
 * own settings add.
 */
final class UnitFiles {
  /** In systemd's order, below the root of the host. */
  private static final List<String> SEARCHED = List.of(
      "etc/systemd/system.control",
      "run/systemd/system.control",
      "run/systemd/transient",
      "run/systemd/generator.early",
      "etc/systemd/system",
      "etc/systemd/system.attached",
      "run/systemd/system",
      "run/systemd/system.attached",
      "run/systemd/generator",
      "usr/local/lib/systemd/system",
      "usr/lib/systemd/system",
      "lib/systemd/system",
      "run/systemd/generator.late");

  private static final String DROP_IN = ".conf";

  /** Far more than any unit has. */
  private static final long LARGEST_BYTES = 1 << 20;

  private final List<Path> folders;
  private final Consumer<Path> listen;
  private final Consumer<UnitProblem> problems;
  private final Map<Path, Listing> known = new HashMap<>();

  /** What is in a folder, and why not all of it is known if it is not. */
  private record Listing(Set<String> names, @Nullable UnitProblem problem) {}

  /**
   * Creates a reader that has looked at nothing.
   *
   * @param root of the host: {@code /}
   * @param listen is told of each folder before it is looked at
   * @param problems hears what cannot be used
   */
  UnitFiles(Path root, Consumer<Path> listen, Consumer<UnitProblem> problems) {
    this.folders = SEARCHED.stream().map(root::resolve).toList();
    this.listen = listen;
    this.problems = problems;
  }

  /**
   * Returns what the files of a unit say.
   *
   * @param unit which one; it need not have any file
   */
  UnitSettings settingsOf(UnitName unit) {
    var text = new UnitText(problems);
    for (Path file : filesOf(unit)) {
      text.read(file, linesOf(file));
    }
    return text.settings();
  }

  /** The one that defines it first, then the drop-ins in the order in which they count. */
  private List<Path> filesOf(UnitName unit) {
    List<Path> files = new ArrayList<>();
    unit.files().stream()
        .flatMap(name -> folders.stream()
            .filter(folder -> in(folder).contains(name))
            .map(folder -> folder.resolve(name)))
        .findFirst()
        .ifPresent(files::add);
    files.addAll(dropInsOf(unit));
    return files;
  }

  private Collection<Path> dropInsOf(UnitName unit) {
    Map<String, Path> byName = new TreeMap<>();
    for (Path folder : folders) {
      unit.dropInFolders().forEach(name -> addDropIns(folder, name, byName));
    }
    // What is said of all units of a type comes last, wherever it lies.
    String ofType = unit.type().substring(1) + ".d";
    folders.forEach(folder -> addDropIns(folder, ofType, byName));
    return byName.values();
  }

  private void addDropIns(Path folder, String name, Map<String, Path> byName) {
    if (!in(folder).contains(name)) {
      return;
    }
    Path dropIns = folder.resolve(name);
    for (String file : in(dropIns)) {
      if (file.endsWith(DROP_IN) && !file.startsWith(".")) {
        byName.putIfAbsent(file, dropIns.resolve(file));
      }
    }
  }

  /** What is wrong with a folder is wrong for each unit that may have a file there. */
  private Set<String> in(Path folder) {
    Listing listing = known.computeIfAbsent(folder, this::list);
    if (listing.problem() != null) {
      problems.accept(listing.problem());
    }
    return listing.names();
  }

  private Listing list(Path folder) {
    listen.accept(folder);
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Most hosts have only some of them.
    } catch (IOException | DirectoryIteratorException e) {
      return new Listing(names, cannotRead(folder, e));
    }
    return new Listing(names, null);
  }

  /** What is masked leads to /dev/null, which is no file and says nothing. */
  private List<String> linesOf(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return List.of();
      }
      if (Files.size(file) > LARGEST_BYTES) {
        problems.accept(new UnitProblem(
            file, 0, "it is larger than " + LARGEST_BYTES + " bytes", "is it a unit file?"));
        return List.of();
      }
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      problems.accept(new UnitProblem(file, 0, "it is not UTF-8", "write it anew"));
    } catch (NoSuchFileException e) {
      // It went meanwhile.
    } catch (IOException e) {
      problems.accept(cannotRead(file, e));
    }
    return List.of();
  }

  private static UnitProblem cannotRead(Path file, Exception e) {
    return new UnitProblem(
        file, 0, "it cannot be read: " + e, "let the user of the agent read it: chmod a+r");
  }
}
