package io.temper.lab.cluster.page;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of commands of {@code docs/kubernetes.md} that need a cluster or a node. Such a block begins with {@code
 * ```sh}, and a comment on the line above says where it is typed. A line that ends with a backslash goes on in the next
 * one. Blocks without that comment need neither, and are not read here.
 *
 * @param blocks in their order
 */
public record KubernetesPage(List<Block> blocks) {
  private static final Pattern PART = Pattern.compile(
      "^#+ (?<heading>[^\n]*)$"
          + "|(?:^ *<!-- runs: (?<place>[a-z]+) -->\n)?^ *```(?<kind>[a-z]*)\n(?<text>.*?)^ *```$",
      Pattern.DOTALL | Pattern.MULTILINE);

  /** Where a block is typed. */
  public enum Place {
    /** Beside the cluster, at the root of the tree. */
    CLUSTER,
    /** On a node. */
    NODE
  }

  /**
   * Some commands that stand together.
   *
   * @param heading the heading that they stand under
   * @param place where they are typed
   * @param commands one a line, as a shell reads them
   */
  public record Block(String heading, Place place, List<String> commands) {
    /** Copies. */
    public Block {
      commands = List.copyOf(commands);
    }
  }

  /** Copies. */
  public KubernetesPage {
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads the page.
   *
   * @param root of the source tree
   * @return the blocks
   * @throws LabException if there is no such page, or a block of it is typed nowhere that is known
   */
  public static KubernetesPage read(Path root) {
    Path page = root.resolve("docs/kubernetes.md");
    try {
      return parse(Files.readString(page));
    } catch (IOException e) {
      throw new LabException("cannot read the commands of " + page + ": " + e, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param text of the page
   * @return the blocks
   */
  static KubernetesPage parse(String text) {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    Matcher part = PART.matcher(text);
    while (part.find()) {
      String found = part.group("heading");
      String place = part.group("place");
      if (found != null) {
        heading = found.strip();
      } else if (place != null && part.group("kind").equals("sh")) {
        blocks.add(new Block(heading, place(place), commands(part.group("text"))));
      }
    }
    return new KubernetesPage(blocks);
  }

  private static Place place(String word) {
    return switch (word) {
      case "cluster" -> Place.CLUSTER;
      case "node" -> Place.NODE;
      default ->
        throw new LabException("docs/kubernetes.md has a block with 'runs: " + word
            + "', which is typed nowhere: it is cluster or node");
    };
  }

  private static List<String> commands(String text) {
    return text.replaceAll("\\\\\n *", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
