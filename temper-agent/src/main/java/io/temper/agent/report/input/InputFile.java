package io.temper.agent.report.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What is said of the name of a file on the command line that names none.
 *
 * @param empty all of it, if there is no name
 * @param folder what to do where a folder is there
 * @param missing what to do where nothing is there
 */
public record InputFile(String empty, String folder, String missing) {
  /**
   * Opens a file.
   *
   * @param name as somebody wrote it
   * @return its bytes; closed by the caller
   * @throws InputException if it names no file
   * @throws IOException if the file cannot be read
   */
  public InputStream open(String name) throws IOException {
    if (name.isEmpty()) {
      // The name of this folder, to the system.
      throw new InputException(empty);
    }
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        throw new InputException(name + " is a folder: " + folder);
      }
      return Files.newInputStream(path);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InputException(name + ": no such file; " + missing, e);
    }
  }
}
