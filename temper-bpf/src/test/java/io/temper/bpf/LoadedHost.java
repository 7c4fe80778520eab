package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * This host with a load on it: after each test the load is gone, no scheduler has ended by itself, and
 * the stock one runs.
 */
final class LoadedHost implements AfterEachCallback {
  private final SchedExtLoader loader;
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();

  LoadedHost() {
    this(new SchedExtLoader());
  }

  LoadedHost(SchedExtLoader loader) {
    this.loader = loader;
  }

  Load load() {
    return load;
  }

  SchedExtScheduler attach(KernelConfig config) {
    return loader.attach(config, exits::add);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    load.close();
    assertThat(exits).isEmpty();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }
}
