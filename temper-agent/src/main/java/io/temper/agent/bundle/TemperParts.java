package io.temper.agent.bundle;

import io.temper.agent.json.DoctorJson;
import io.temper.agent.json.LayersJson;
import io.temper.agent.json.VersionJson;
import io.temper.agent.report.agent.VersionReport;
import io.temper.agent.report.doctor.DoctorReport;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.LayerSample;
import io.temper.agent.report.observe.LayerSource;
import io.temper.agent.report.observe.LayersReport;
import io.temper.agent.text.DoctorText;
import io.temper.agent.text.TextStyle;
import io.temper.bpf.Check;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What Temper's other commands tell of a host.
 *
 * @param checks asks the host whether it can enforce plans
 * @param attached finds Temper's scheduler on it; empty if it is not attached
 * @param version finds out what is in the box
 */
public record TemperParts(
    Supplier<List<Check>> checks,
    Supplier<Optional<LayerSource>> attached,
    Supplier<VersionReport> version) {

  /** Returns the parts. */
  public List<BundlePart> parts() {
    return List.of(
        new BundlePart("doctor.txt", "whether this host can enforce plans", this::doctorText),
        new BundlePart(
            "doctor.json",
            "the same for programs",
            () -> DoctorJson.of(new DoctorReport(checks.get()))),
        new BundlePart(
            "version.json", "the versions in the box", () -> VersionJson.of(version.get())),
        new BundlePart(
            "layers.json", "what the layers of the scheduler did in a second", this::layers));
  }

  private String doctorText() {
    var lines = DoctorText.lines(new DoctorReport(checks.get()), TextStyle.UNICODE);
    return String.join("\n", lines) + "\n";
  }

  private String layers() throws InterruptedException {
    var found = attached.get();
    if (found.isEmpty()) {
      throw new InputException("Temper's scheduler is not attached to this host");
    }
    try (LayerSource source = found.get()) {
      var before = LayerSample.of(source, System.nanoTime());
      TimeUnit.SECONDS.sleep(1);
      return LayersJson.of(LayersReport.between(before, LayerSample.of(source, System.nanoTime())));
    }
  }
}
