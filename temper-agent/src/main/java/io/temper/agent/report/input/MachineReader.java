package io.temper.agent.report.input;

import io.temper.TemperException;
import io.temper.linux.HostTopology;
import io.temper.node.NodeTopology;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns what an option such as {@code --topology} says into a machine.
 *
 * @param host reads this host
 * @param file reads a topology file; refuses it with an {@link IllegalArgumentException} or a {@link
 *     io.temper.TemperException}
 */
public record MachineReader(Supplier<HostTopology> host, Function<Path, NodeTopology> file) {

  /** The argument that means this host. */
  public static final String HOST = "host";

  /**
   * Returns the machine that {@code argument} describes.
   *
   * @param argument {@code host}, a file, or a short form such as {@code 4c8t}
   * @return the machine
   * @throws InputException if it is none of them; it does not name the option
   */
  public Machine read(String argument) {
    if (argument.equals(HOST)) {
      var read = host.get();
      return new Machine(HOST, read.topology(), read.notes());
    }
    return new Machine(
        argument, isFile(argument) ? fromFile(argument) : parse(argument), List.of());
  }

  private NodeTopology fromFile(String argument) {
    try {
      return file.apply(Path.of(argument));
    } catch (TemperException | IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static NodeTopology parse(String argument) {
    try {
      return NodeTopology.parse(argument);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          e.getMessage() + "; or name a topology file that exists, or 'host'", e);
    }
  }

  private static boolean isFile(String argument) {
    try {
      return Files.isRegularFile(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
