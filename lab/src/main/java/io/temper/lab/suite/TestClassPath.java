package io.temper.lab.suite;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel tests need to run: the jars of the tree as they were built, their test classes and
 * the libraries of the modules that have kernel tests.
 *
 * @param testClasses the folders that are searched for tests
 * @param others the jars
 */
record TestClassPath(List<Path> testClasses, List<Path> others) {
  private static final String LAB = "lab";

  static TestClassPath of(Workspace workspace) {
    var testClasses = new ArrayList<Path>();
    Set<Path> jars = new LinkedHashSet<>();
    for (Path folder : workspace.modules()) {
      var module = new BuiltModule(folder);
      module.jar().ifPresent(jars::add);
      boolean tested = module.mentionsTag();
      if (tested) {
        module.testClasses().ifPresent(testClasses::add);
      }
      // The program that runs the tests is the lab's.
      if (tested || LAB.equals(String.valueOf(folder.getFileName()))) {
        jars.addAll(module.libraries(workspace.root()));
      }
    }
    return new TestClassPath(List.copyOf(testClasses), List.copyOf(jars));
  }

  /** Returns all of it as a class path of this host. */
  String onHost() {
    return join(Stream.concat(testClasses.stream(), others.stream()));
  }

  /** Returns the folders of test classes as a class path of this host. */
  String testClassesOnHost() {
    return join(testClasses.stream());
  }

  private static String join(Stream<Path> entries) {
    return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
