package io.temper.lab.vm;

import io.temper.lab.LabException;
import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Finds out whether this host can run the guest under KVM, by booting it: {@code /dev/kvm} exists on
 * hosts that cannot run a stock kernel. The answer is kept until the host boots again.
 */
final class KvmProbe {
  private static final Path DEVICE = Path.of("/dev/kvm");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private KvmProbe() {}

  static Accelerator choose(LabVm vm, Path cache, Progress progress) throws IOException {
    if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
      return Accelerator.TCG;
    }
    String key = Files.readString(BOOT_ID).strip() + vm.kernel().release();
    Path answer = cache.resolve("kvm-" + LabCache.hash(key));
    if (!Files.exists(answer)) {
      Accelerator found = probe(vm, progress);
      Files.writeString(answer, found.name());
    }
    return Accelerator.valueOf(Files.readString(answer));
  }

  private static Accelerator probe(LabVm vm, Progress progress) {
    VmSpec spec = VmSpec.of("true").accelerator(Accelerator.KVM).timeout(LIMIT).build();
    progress.say("trying KVM (once per boot of this host, at most " + LIMIT.toSeconds() + " s)");
    try {
      vm.run(spec, line -> {});
      progress.say("KVM works");
      return Accelerator.KVM;
    } catch (LabException e) {
      progress.say("KVM does not run this kernel here; emulating instead");
      return Accelerator.TCG;
    }
  }
}
