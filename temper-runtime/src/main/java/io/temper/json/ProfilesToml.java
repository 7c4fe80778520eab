package io.temper.json;

import io.temper.profile.ThreadProfile;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Thread profiles, as files that a person writes and as those that come with Temper:
 *
 * <pre>{@code
 * apiVersion = "temper.io/v1"
 * kind = "Profiles"
 *
 * [[profile]]
 * id = "shop"
 * images = ["shop-*"]
 * max_cpus = 8
 *
 * [[profile.group]]
 * name = "checkout"
 * treatment = "latency"
 * threads = ["checkout-*"]
 * }</pre>
 *
 * <p>A file whose name ends with {@code .json} has the same fields in JSON.
 */
public final class ProfilesToml {
  /** The folder of the built-in profiles, as an absolute name on the class path. */
  public static final String BUILT_INS = "/META-INF/temper/profiles/";

  /** The files of the built-in profiles, one for each family of programs. */
  public static final List<String> FAMILIES =
      List.of("application", "jvm", "mysql", "postgresql", "pytorch");

  /** The schema of the same documents in JSON, as an absolute name on the class path. */
  public static final String SCHEMA = "/META-INF/temper/schema/profiles-v1.json";

  private static final String REMEDY = "see docs/profiles.md for the format";

  private ProfilesToml() {}

  /**
   * Returns the profiles that come with Temper.
   *
   * @return family by family
   */
  public static List<ThreadProfile> builtIns() {
    return FAMILIES.stream().flatMap(family -> builtIn(family).stream()).toList();
  }

  /**
   * Reads the profiles of a folder: its files that end with {@code .toml} or {@code .json}, by name.
   *
   * @param folder a folder; it need not be there
   * @return the profiles, in the order of the files; none if the folder is not there
   * @throws JsonFormatException if the folder or a file cannot be read, or a file is something else; it
   *     names every fault of the first such file
   */
  public static List<ThreadProfile> readFolder(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<ThreadProfile> all = new ArrayList<>();
    filesOf(folder).forEach(file -> all.addAll(read(file)));
    return List.copyOf(all);
  }

  /**
   * Reads a file.
   *
   * @param file a document of profiles
   * @return the profiles, in the order of the file; may be empty
   * @throws JsonFormatException if the file cannot be read or is something else; it names every fault
   */
  public static List<ThreadProfile> read(Path file) {
    return new ProfilesFile(
            PlacedDocument.read(
                file, "give the name of a file of profiles: docs/profiles.md", REMEDY),
            false)
        .read();
  }

  /**
   * Reads a text: JSON if its name ends with {@code .json}, else TOML.
   *
   * @param source what to call the text in messages, usually a file name
   * @param text a document of profiles
   * @return the profiles, in the order of the text; may be empty
   * @throws JsonFormatException if the text is something else; it names every fault
   */
  public static List<ThreadProfile> read(String source, String text) {
    return new ProfilesFile(PlacedDocument.parse(source, text, REMEDY), false).read();
  }

  private static List<ThreadProfile> builtIn(String family) {
    String name = BUILT_INS + family + ".toml";
    return new ProfilesFile(PlacedDocument.parse(family + ".toml", resource(name), REMEDY), true)
        .read();
  }

  static String resource(String name) {
    try (InputStream in = ProfilesToml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is missing: this is not a complete temper-runtime");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesOf(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{toml,json}")) {
      entries.forEach(files::add);
    } catch (IOException e) {
      var problem = ReadProblem.of(e, "name a folder of profiles: docs/profiles.md");
      throw JsonFormatException.unreadable(folder, problem, e);
    }
    Collections.sort(files);
    return files;
  }
}
