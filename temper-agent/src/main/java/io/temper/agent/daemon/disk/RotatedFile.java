package io.temper.agent.daemon.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Lines in a file that another replaces once it is full. A full disk may take half a line: the next one
 * begins on a line of its own all the same. For one thread.
 */
final class RotatedFile implements AuditFile.LineFile {
  private final Path path;
  private final long maxBytes;
  private final int keep;
  private final Opening opening;

  /** Whether the file may end in half a line, as one that another agent left may, too. */
  private boolean torn = true;

  /** Opens a file to append to it. */
  interface Opening {
    OutputStream open(Path path) throws IOException;
  }

  RotatedFile(Path path, long maxBytes, int keep) {
    this(
        path,
        maxBytes,
        keep,
        file -> Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  RotatedFile(Path path, long maxBytes, int keep, Opening opening) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.keep = keep;
    this.opening = opening;
  }

  @Override
  public void append(byte[] line) throws IOException {
    SafeFiles.makeFolderOf(path);
    rotate(line.length);
    boolean inALine = torn && endsInALine();
    torn = true;
    try (var out = opening.open(path)) {
      if (inALine) {
        out.write('\n');
      }
      out.write(line);
    }
    torn = false;
  }

  private boolean endsInALine() throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try (var file = FileChannel.open(path)) {
      var last = ByteBuffer.allocate(1);
      return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  private void rotate(int more) throws IOException {
    if (!Files.exists(path) || Files.size(path) + more <= maxBytes) {
      return;
    }
    for (int number = keep; number > 1; number--) {
      if (Files.exists(older(number - 1))) {
        Files.move(older(number - 1), older(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (keep > 0) {
      Files.move(path, older(1), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(path);
    }
  }

  private Path older(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
