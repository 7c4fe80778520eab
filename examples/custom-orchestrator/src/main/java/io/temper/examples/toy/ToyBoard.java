package io.temper.examples.toy;

import io.temper.TemperException;
import io.temper.spi.NodeReport;
import io.temper.spi.StatusSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the platform shows how its nodes are doing: a file with the state and the reason.
 *
 * @param file where
 */
record ToyBoard(Path file) implements StatusSink {
  @Override
  public void tell(NodeReport report) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(draft, report.state().label() + "\n" + report.reason() + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new TemperException("cannot write " + file + ": " + e + "; make room for it", e);
    }
  }
}
