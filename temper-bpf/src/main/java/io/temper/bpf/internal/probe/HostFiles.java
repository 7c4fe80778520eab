package io.temper.bpf.internal.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a host below a root directory.
 *
 * @param root {@code /} for this host
 */
public record HostFiles(Path root) {

  /** A file that is there and cannot be read: neither its content nor its absence. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnreadableException(Path file, IOException cause) {
      super(cause);
      this.reason = file + " cannot be read (" + cause.getClass().getSimpleName() + ")";
    }

    String reason() {
      return reason;
    }
  }

  /** Returns the files of the machine that this JVM runs on. */
  public static HostFiles ofThisHost() {
    return new HostFiles(Path.of("/"));
  }

  /** Returns the trimmed text of a file; empty if there is no such file. */
  Optional<String> text(String path) throws UnreadableException {
    return bytes(path).map(String::new).map(String::strip);
  }

  /** Returns the bytes of a file; empty if there is no such file. */
  Optional<byte[]> bytes(String path) throws UnreadableException {
    var file = root.resolve(path);
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UnreadableException(file, e);
    }
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }
}
