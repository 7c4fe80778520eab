package io.temper.linux;

import io.temper.spi.CgroupResolver;
import io.temper.testkit.CgroupResolverContract;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class CgroupTreeContractTest extends CgroupResolverContract {
  @TempDir
  private Path root;

  @BeforeEach
  void makeTree() throws IOException {
    Files.createFile(root.resolve("cgroup.controllers"));
  }

  @Override
  protected CgroupResolver resolver() {
    return CgroupTree.open(root);
  }

  @Override
  protected void make(CgroupPath path) {
    try {
      Files.createDirectories(directoryOf(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void remove(CgroupPath path) {
    try {
      Files.delete(directoryOf(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path directoryOf(CgroupPath path) {
    return root.resolve(path.value().substring(1));
  }
}
