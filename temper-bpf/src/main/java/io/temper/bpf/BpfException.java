package io.temper.bpf;

import io.temper.TemperException;

/**
 * A call into libbpf or the kernel failed. The message names the call, the object it was made for
 * and the error; the accessors say the same to a program.
 */
public class BpfException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** The C name of the function. */
  private final String call;

  /** A positive error number. */
  private final int errno;

  /** The symbolic name of {@link #errno}. */
  private final String errnoName;

  /** What the call was made for. */
  private final String objectName;

  /** What libbpf said; may be empty. */
  private final String libbpfLog;

  /**
   * Creates an exception for one failed call.
   *
   * @param call the C name of the function
   * @param errno the error number, positive
   * @param errnoName the symbolic name of {@code errno}, for example {@code EPERM}
   * @param objectName the map, program or object that the call was made for
   * @param libbpfLog what libbpf said during the call; empty if nothing
   */
  public BpfException(
      String call, int errno, String errnoName, String objectName, String libbpfLog) {
    super(describe(call, errno, errnoName, objectName, libbpfLog));
    this.call = call;
    this.errno = errno;
    this.errnoName = errnoName;
    this.objectName = objectName;
    this.libbpfLog = libbpfLog;
  }

  /** Creates an exception that says of the same failed call more than {@code cause} could. */
  BpfException(String message, BpfException cause) {
    super(message, cause);
    this.call = cause.call;
    this.errno = cause.errno;
    this.errnoName = cause.errnoName;
    this.objectName = cause.objectName;
    this.libbpfLog = cause.libbpfLog;
  }

  /**
   * Returns the C name of the function that failed.
   *
   * @return for example {@code bpf_object__load}
   */
  public final String call() {
    return call;
  }

  /**
   * Returns the error number.
   *
   * @return a positive number as in {@code errno(3)}; from 4000 on libbpf's own
   */
  public final int errno() {
    return errno;
  }

  /**
   * Returns the symbolic name of the error number.
   *
   * @return for example {@code EPERM}
   */
  public final String errnoName() {
    return errnoName;
  }

  /**
   * Returns what the call was made for.
   *
   * @return the name of the map, program or object
   */
  public final String objectName() {
    return objectName;
  }

  /**
   * Returns what libbpf said during the call.
   *
   * @return lines as libbpf writes them; empty if it said nothing
   */
  public final String libbpfLog() {
    return libbpfLog;
  }

  private static String describe(
      String call, int errno, String errnoName, String objectName, String libbpfLog) {
    var text = call + " failed for '" + objectName + "': " + errnoName + " (" + errno + ")";
    return libbpfLog.isEmpty() ? text : text + "; libbpf says: " + libbpfLog;
  }
}
