package io.temper.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of {@code docs/kubernetes.md}. A block of commands begins with {@code ```sh}; a comment on the
 * line above says where they can run. A line that ends with a backslash goes on in the next one. {@link
 * KubernetesPageTest} types those that need Helm only, {@link RunbookTest} those for a cluster that wait for no pod. The
 * cluster test of the lab types all for a cluster and for a node. Blocks of other kinds are not read.
 *
 * @param commands those of all blocks, in order
 */
record KubernetesPage(List<Command> commands) {
  private static final Pattern BLOCK = Pattern.compile(
      "(?:^ *<!-- runs: ([a-z]+) -->\n)?^ *```sh\n(.*?)^ *```\n",
      Pattern.DOTALL | Pattern.MULTILINE);

  /** Where a command can run. */
  enum Place {
    /** Where Helm is, without a cluster. */
    HELM,
    /** Beside a cluster, in order. */
    CLUSTER,
    /** On a node. */
    NODE
  }

  /**
   * One command.
   *
   * @param place where it can run
   * @param line its text
   */
  record Command(Place place, String line) {}

  /** Reads the page as this build has it. */
  static KubernetesPage read() throws IOException {
    return parse(Files.readString(Chart.ROOT.resolve("docs/kubernetes.md")));
  }

  static KubernetesPage parse(String text) {
    List<Command> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      Place place = block.group(1) == null
          ? Place.HELM
          : Place.valueOf(block.group(1).toUpperCase(Locale.ROOT));
      block
          .group(2)
          .replaceAll("\\\\\n *", "")
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> commands.add(new Command(place, line)));
    }
    return new KubernetesPage(commands);
  }

  /** Returns the commands that can run in a place, in order. */
  List<String> commandsFor(Place place) {
    return commands.stream()
        .filter(command -> command.place() == place)
        .map(Command::line)
        .toList();
  }
}
