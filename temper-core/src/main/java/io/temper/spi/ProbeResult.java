package io.temper.spi;

import java.util.List;

/** Whether this host can run a scheduler. Three answers: "no" is not "could not find out". */
public sealed interface ProbeResult {

  /**
   * Tells whether attaching is worth a try.
   *
   * @return false only if it is known to fail
   */
  boolean mayAttach();

  /**
   * Returns why the answer is not a plain yes.
   *
   * @return one entry per finding; empty if everything was found to be in place
   */
  List<Finding> findings();

  /**
   * One thing that stands in the way.
   *
   * @param check a stable name, such as {@code sched_ext}
   * @param what what was found
   * @param remedy what to do about it
   */
  record Finding(String check, String what, String remedy) {}

  /** Everything was found to be in place. */
  record Supported() implements ProbeResult {
    @Override
    public boolean mayAttach() {
      return true;
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /**
   * Something is missing.
   *
   * @param findings each thing that is missing; never empty
   */
  record Unsupported(List<Finding> findings) implements ProbeResult {
    /** Copies the list. */
    public Unsupported {
      findings = List.copyOf(findings);
    }

    @Override
    public boolean mayAttach() {
      return false;
    }
  }

  /**
   * Nothing is known to be missing, but not everything could be asked.
   *
   * @param findings each thing that could not be asked; never empty
   */
  record Unknown(List<Finding> findings) implements ProbeResult {
    /** Copies the list. */
    public Unknown {
      findings = List.copyOf(findings);
    }

    @Override
    public boolean mayAttach() {
      return true;
    }
  }
}
