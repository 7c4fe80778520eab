package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what libbpf says while one call runs, so that an exception can carry it. libbpf reports
 * on the thread that called it, so each thread has a collector of its own; outside a call nothing
 * is kept. One instance belongs to one loaded libbpf, which holds a pointer to it for ever.
 */
public final class LibbpfLog implements Libbpf.PrintFunction {
  private static final int LIBBPF_INFO = 1;
  private static final int LINE_BYTES = 8 * 1024;

  /** A load that fails can say the same thing for every program; the first reason is what counts. */
  private static final int MAX_CHARS = 64 * 1024;

  /** Shared by all libraries: a thread is in one call at a time. */
  private static final ThreadLocal<@Nullable StringBuilder> COLLECTOR = new ThreadLocal<>();

  private final LibC libc;

  /** Creates a log that renders libbpf's arguments with {@code libc}. */
  public LibbpfLog(LibC libc) {
    this.libc = libc;
  }

  /** Starts to collect on this thread, and forgets what was collected before. */
  void start() {
    COLLECTOR.set(new StringBuilder());
  }

  /** Returns what was said on this thread since {@link #start()}, and stops to collect. */
  String stop() {
    var text = COLLECTOR.get();
    COLLECTOR.remove();
    return text == null ? "" : text.toString().strip();
  }

  /** Called by libbpf. A log line is never worth an exception in foreign stack frames. */
  @Override
  public int print(int level, Pointer format, Pointer arguments) {
    var text = COLLECTOR.get();
    if (text == null || level > LIBBPF_INFO || text.length() >= MAX_CHARS) {
      return 0;
    }
    try {
      text.append(render(format, arguments));
      return 0;
    } catch (RuntimeException | Error e) {
      return -1;
    }
  }

  private String render(Pointer format, Pointer arguments) {
    try (var line = new Memory(LINE_BYTES)) {
      libc.vsnprintf(line, LINE_BYTES, format, arguments);
      return line.getString(0, "UTF-8");
    }
  }
}
