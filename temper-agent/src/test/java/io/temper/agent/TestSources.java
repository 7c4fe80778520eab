package io.temper.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The test classes of all modules, as sources: no class path has all of them.
 *
 * @param checkout the folder of the modules
 */
record TestSources(Path checkout) {

  private static final Pattern METHOD =
      Pattern.compile("^ +(?:public )?void (\\w+)\\(", Pattern.MULTILINE);

  private static final Pattern IS_TEST =
      Pattern.compile("^ +@(Test|ParameterizedTest|RepeatedTest)\\b", Pattern.MULTILINE);
  private static final Pattern IS_OFF = Pattern.compile("^ +@Disabled", Pattern.MULTILINE);
  private static final Pattern CLASS_IS_OFF = Pattern.compile("^@Disabled", Pattern.MULTILINE);
  private static final Pattern SUPERCLASS = Pattern.compile("\\bclass \\w+ extends (\\w+)");

  /**
   * Returns the tests that a class has, those that it inherits included.
   *
   * @param type the simple name of the class
   * @return their names; none if there is no such class
   */
  Set<String> tests(String type) throws IOException {
    var tests = new HashSet<String>();
    for (Path file : files(type)) {
      var source = Files.readString(file);
      tests.addAll(testsOf(source));
      Matcher superclass = SUPERCLASS.matcher(source);
      if (superclass.find()) {
        tests.addAll(tests(superclass.group(1)));
      }
    }
    return tests;
  }

  /** Annotations stand directly above their method, with no empty line between. */
  static Set<String> testsOf(String source) {
    if (CLASS_IS_OFF.matcher(source).find()) {
      return Set.of();
    }
    var tests = new HashSet<String>();
    Matcher method = METHOD.matcher(source);
    while (method.find()) {
      var above =
          source.substring(Math.max(0, source.lastIndexOf("\n\n", method.start())), method.start());
      if (IS_TEST.matcher(above).find() && !IS_OFF.matcher(above).find()) {
        tests.add(method.group(1));
      }
    }
    return tests;
  }

  /** Contracts lie among the main sources of the test kit. */
  private List<Path> files(String type) throws IOException {
    var files = new ArrayList<Path>();
    for (Path modules : List.of(checkout, checkout.resolve("examples"))) {
      try (DirectoryStream<Path> sources = Files.newDirectoryStream(modules, Files::isDirectory)) {
        for (Path module : sources) {
          files.addAll(filesBelow(module.resolve("src"), type + ".java"));
        }
      }
    }
    return files;
  }

  private static List<Path> filesBelow(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.endsWith(name)).toList();
    }
  }
}
