package io.temper.release;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.AccessModifier;
import japicmp.model.JApiClass;
import japicmp.output.incompatible.IncompatibleErrorOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The comparison of two versions by the rules that stand in the root {@code pom.xml}, where the build has
 * them from, too.
 */
final class ApiRules {
  private final Xml parameters;

  private ApiRules(Xml parameters) {
    this.parameters = parameters;
  }

  static ApiRules ofTheBuild() {
    return new ApiRules(Xml.read(PublishedModule.ROOT.resolve("pom.xml"))
        .all("profiles/profile[id='api']/build/plugins/plugin/configuration/parameter")
        .get(0));
  }

  /**
   * Compares as the build does.
   *
   * @throws japicmp.exception.JApiCmpException where the build would fail
   */
  void compare(Path before, Path now) {
    Options options = options();
    options.getOldArchives().add(new JApiCmpArchive(before.toFile(), "1.0.0"));
    options.getNewArchives().add(new JApiCmpArchive(now.toFile(), "1.0.1"));
    var comparator = new JarArchiveComparator(JarArchiveComparatorOptions.of(options));
    List<JApiClass> classes =
        comparator.compare(options.getOldArchives(), options.getNewArchives());
    new IncompatibleErrorOutput(options, classes, comparator).generate();
  }

  private Options options() {
    Options options = Options.newDefault();
    options.addExcludeFromArgument(Optional.of(excludes()), false);
    options.setAccessModifier(
        AccessModifier.valueOf(parameters.text("accessModifier").toUpperCase(Locale.ROOT)));
    options.setErrorOnBinaryIncompatibility(is("breakBuildOnBinaryIncompatibleModifications"));
    options.setErrorOnSourceIncompatibility(is("breakBuildOnSourceIncompatibleModifications"));
    options.setIgnoreMissingClasses(is("ignoreMissingClasses"));
    return options;
  }

  private String excludes() {
    return parameters.all("excludes/exclude").stream()
        .map(Xml::text)
        .collect(Collectors.joining(";"));
  }

  private boolean is(String parameter) {
    return Boolean.parseBoolean(parameters.text(parameter));
  }
}
