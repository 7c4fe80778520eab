package io.temper.bpf.internal.btf;

import io.temper.TemperException;

/** Bytes that should be BTF are not. */
public final class BtfFormatException extends TemperException {
  private static final long serialVersionUID = 1L;

  BtfFormatException(String message) {
    super("malformed BTF: " + message);
  }
}
