package io.temper.agent.bundle;

import io.temper.agent.report.doctor.Secrets;
import java.util.List;

/**
 * What a bundle is made of.
 *
 * @param parts what it is to hold
 * @param secrets what it must not hold
 * @param version of Temper
 */
public record Bundle(List<BundlePart> parts, Secrets secrets, String version) {
  /** Copies the list. */
  public Bundle {
    parts = List.copyOf(parts);
  }
}
