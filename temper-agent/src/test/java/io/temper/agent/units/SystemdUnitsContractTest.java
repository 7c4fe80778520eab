package io.temper.agent.units;

import io.temper.spi.WorkloadSource;
import io.temper.testkit.WorkloadSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitsContractTest extends WorkloadSourceContract {
  @TempDir
  private Path root;

  private FakeHost host;
  private WorkloadSource source;

  @BeforeEach
  void makeTheHost() {
    host = new FakeHost(root);
    source = host.units();
  }

  @Override
  protected WorkloadSource source() {
    return source;
  }

  @Override
  protected String nameOf(String name) {
    return name + ".service";
  }

  @Override
  protected void runs(List<String> names) {
    breaks();
    host.group("/init.scope", null).group("/system.slice", 100);
    names.forEach(name -> host.group("/system.slice/" + name + ".service", 100));
  }

  /** A host without systemd. */
  @Override
  protected void breaks() {
    for (String group : List.of("/init.scope", "/system.slice")) {
      if (Files.exists(host.directoryOf(group))) {
        host.remove(group);
      }
    }
  }
}
