package io.temper.bpf;

import io.temper.bpf.internal.lib.LibbpfLoader;
import io.temper.bpf.internal.object.OpenBpfObject;
import java.util.function.Supplier;

/** Calls libbpf with something that it refuses, and says whether its words about that came here. */
final class UsesLibbpf implements Supplier<String> {

  @Override
  public String get() {
    try {
      var calls = LibbpfLoader.load(SchedExtOptions.fromSystemProperties().libbpf());
      calls.explaining(() -> OpenBpfObject.open(calls, "no-object", new byte[] {1}, 0));
      return "libbpf took what is no object";
    } catch (BpfException e) {
      return "libbpf works, with its own words: " + e.libbpfLog().contains("no-object");
    } catch (LibbpfUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
