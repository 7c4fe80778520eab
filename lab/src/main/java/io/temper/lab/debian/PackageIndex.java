package io.temper.lab.debian;

import io.temper.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads apt's package indexes line by line: one of them holds some 70 000 stanzas. */
public final class PackageIndex {
  private static final Pattern SUITE = Pattern.compile(".*_dists_(?<suite>.+?)_main_.*_Packages");
  private static final String PACKAGE = "Package: ";
  private static final String VERSION = "Version: ";

  private PackageIndex() {}

  /**
   * Reads all indexes that {@code apt} has fetched.
   *
   * @param apt the apt
   * @param names which packages to keep
   * @return the packages, in no particular order; one name may come with several versions
   */
  public static List<DebianPackage> read(Apt apt, Predicate<String> names) {
    var packages = new ArrayList<DebianPackage>();
    for (Path index : apt.indexes()) {
      try (BufferedReader lines = Files.newBufferedReader(index)) {
        packages.addAll(parse(lines, suite(index), names));
      } catch (IOException e) {
        throw new LabException("cannot read the package index " + index + ": " + e, e);
      }
    }
    return packages;
  }

  static List<DebianPackage> parse(BufferedReader lines, String suite, Predicate<String> names)
      throws IOException {
    var packages = new ArrayList<DebianPackage>();
    String name = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(PACKAGE)) {
        name = line.substring(PACKAGE.length()).strip();
      } else if (line.startsWith(VERSION) && names.test(name)) {
        var version = new DebianVersion(line.substring(VERSION.length()).strip());
        packages.add(new DebianPackage(name, version, suite));
      }
    }
    return packages;
  }

  static String suite(Path index) {
    Matcher matcher = SUITE.matcher(String.valueOf(index.getFileName()));
    return matcher.matches() ? matcher.group("suite") : "unknown";
  }
}
