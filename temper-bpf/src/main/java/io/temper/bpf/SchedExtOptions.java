package io.temper.bpf;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How {@link SchedExtLoader} loads and runs the scheduler. Immutable. */
public final class SchedExtOptions {
  /** The system property that names an object file to load instead of the one on the class path. */
  public static final String OBJECT_PROPERTY = "temper.bpf.object";

  /** The system property that wishes a lease, as an ISO 8601 duration, for example {@code PT30S}. */
  public static final String LEASE_PROPERTY = "temper.bpf.lease";

  private static final Duration MIN_HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration MAX_HEARTBEAT = Duration.ofHours(1);

  /** The kernel takes the memory for it when it attaches. */
  private static final int MAX_DUMP_BYTES = 1 << 20;

  private static final int MAX_LOG_LEVEL = 4;

  /** The most that the kernel allows. */
  private static final Duration WATCHDOG = Duration.ofSeconds(30);

  private final LibbpfChoice libbpf;
  private final Optional<Path> objectFile;
  private final Duration heartbeatTimeout;
  private final int exitDumpBytes;
  private final int verifierLogLevel;
  private final boolean faultInjection;
  private final Duration watchdogTimeout;
  private final Optional<Lease> lease;
  private final Path leaseDirectory;

  private SchedExtOptions(Builder builder) {
    this.libbpf = builder.libbpf;
    this.objectFile = builder.objectFile;
    this.heartbeatTimeout = builder.heartbeatTimeout;
    this.exitDumpBytes = builder.exitDumpBytes;
    this.verifierLogLevel = builder.verifierLogLevel;
    this.faultInjection = builder.faultInjection;
    this.watchdogTimeout = builder.watchdogTimeout;
    this.lease = builder.lease;
    this.leaseDirectory = builder.directory();
  }

  /**
   * Returns the defaults, with what the system properties {@value LibbpfChoice#PROPERTY}, {@value
   * #OBJECT_PROPERTY} and {@value #LEASE_PROPERTY} say.
   *
   * @return the options
   * @throws IllegalArgumentException if a property cannot be understood
   */
  public static SchedExtOptions fromSystemProperties() {
    return builder().systemProperties().build();
  }

  /**
   * Starts with the defaults: bundled libbpf and object, 10 s of heartbeat, a dump of 32 KiB.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns which libbpf to load.
   *
   * @return the choice; if it cannot be loaded, no other is tried
   */
  public LibbpfChoice libbpf() {
    return libbpf;
  }

  /**
   * Returns the object file to load instead of the one on the class path.
   *
   * @return the file; if it cannot be used, no other is tried
   */
  public Optional<Path> objectFile() {
    return objectFile;
  }

  /**
   * Returns how long the scheduler goes on while this JVM is silent.
   *
   * @return 1 s to 1 h; zero for as long as the process lives
   */
  public Duration heartbeatTimeout() {
    return heartbeatTimeout;
  }

  /**
   * Returns how much of the scheduler's state the kernel may dump when it ends by an error.
   *
   * @return bytes, 1 to 1 048 576
   */
  public int exitDumpBytes() {
    return exitDumpBytes;
  }

  /**
   * Returns what the verifier logs even when it accepts a program.
   *
   * @return 0 (nothing) to 4; whatever it is, a refusal is logged
   */
  public int verifierLogLevel() {
    return verifierLogLevel;
  }

  /**
   * Returns how long the scheduler goes on after its process.
   *
   * @return the lease, which takes the place of the heartbeat's timeout; empty to end with the process
   */
  public Optional<Lease> lease() {
    return lease;
  }

  /**
   * Returns where schedulers are looked for that earlier processes left.
   *
   * @return the directory of the lease; without a lease, the one that was named for it
   */
  public Path leaseDirectory() {
    return leaseDirectory;
  }

  /** Returns whether tests may make the scheduler end by an error. */
  boolean faultInjection() {
    return faultInjection;
  }

  /** Returns how long a runnable thread may wait before the kernel ends the scheduler. */
  Duration watchdogTimeout() {
    return watchdogTimeout;
  }

  /** Collects options. */
  public static final class Builder {
    private LibbpfChoice libbpf = new LibbpfChoice.Bundled();
    private Optional<Path> objectFile = Optional.empty();
    private Duration heartbeatTimeout = Duration.ofSeconds(10);
    private int exitDumpBytes = 32 * 1024;
    private int verifierLogLevel;
    private boolean faultInjection;
    private Duration watchdogTimeout = WATCHDOG;
    private Optional<Lease> lease = Optional.empty();
    private Path leaseDirectory = Lease.DEFAULT_DIRECTORY;

    private Builder() {}

    /**
     * Takes over what the system properties {@value LibbpfChoice#PROPERTY}, {@value #OBJECT_PROPERTY} and
     * {@value #LEASE_PROPERTY} say.
     *
     * @return this
     * @throws IllegalArgumentException if a property cannot be understood
     */
    public Builder systemProperties() {
      var fromProperty = System.getProperty(LibbpfChoice.PROPERTY);
      if (fromProperty != null) {
        libbpf(LibbpfChoice.parse(fromProperty));
      }
      var object = System.getProperty(OBJECT_PROPERTY);
      if (object != null) {
        objectFile(Path.of(object));
      }
      var duration = System.getProperty(LEASE_PROPERTY);
      if (duration != null) {
        withLease(new Lease(parseDuration(duration), directory()));
      }
      return this;
    }

    private static Duration parseDuration(String text) {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            LEASE_PROPERTY + "='" + text + "' is no duration: write it like PT30S", e);
      }
    }

    /**
     * Chooses a libbpf.
     *
     * @param choice which one
     * @return this
     */
    public Builder libbpf(LibbpfChoice choice) {
      this.libbpf = choice;
      return this;
    }

    /**
     * Names an object file to load instead of the one on the class path.
     *
     * @param file an object of the same contract (ABI)
     * @return this
     */
    public Builder objectFile(Path file) {
      this.objectFile = Optional.of(file);
      return this;
    }

    /**
     * Sets how long the scheduler goes on while this JVM is silent.
     *
     * @param timeout 1 s to 1 h; zero to go on for as long as the process lives
     * @return this
     * @throws IllegalArgumentException if it is neither
     */
    public Builder heartbeatTimeout(Duration timeout) {
      boolean inRange =
          timeout.compareTo(MIN_HEARTBEAT) >= 0 && timeout.compareTo(MAX_HEARTBEAT) <= 0;
      if (!timeout.isZero() && !inRange) {
        throw new IllegalArgumentException("a heartbeat's timeout is 0, or " + MIN_HEARTBEAT
            + " to " + MAX_HEARTBEAT + ", not " + timeout);
      }
      this.heartbeatTimeout = timeout;
      return this;
    }

    /**
     * Sets how much of the scheduler's state the kernel may dump when it ends by an error.
     *
     * @param bytes 1 to 1 048 576; the object's own room bounds what is kept
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder exitDumpBytes(int bytes) {
      if (bytes < 1 || bytes > MAX_DUMP_BYTES) {
        throw new IllegalArgumentException(
            "a dump has 1 to " + MAX_DUMP_BYTES + " bytes: " + bytes);
      }
      this.exitDumpBytes = bytes;
      return this;
    }

    /**
     * Sets what the verifier logs even when it accepts a program.
     *
     * @param level 0 to 4
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder verifierLogLevel(int level) {
      if (level < 0 || level > MAX_LOG_LEVEL) {
        throw new IllegalArgumentException(
            "a verifier's log level is 0 to " + MAX_LOG_LEVEL + ": " + level);
      }
      this.verifierLogLevel = level;
      return this;
    }

    /**
     * Has the scheduler go on for a while after its process, to be taken over. It takes the place of the
     * heartbeat's timeout.
     *
     * @param wished how long, and where it is kept
     * @return this
     */
    public Builder withLease(Lease wished) {
      this.lease = Optional.of(wished);
      return this;
    }

    /**
     * Names the directory that earlier processes had for their lease. It is looked at without a lease, too:
     * what they left there is ended. With a lease, that one's directory counts.
     *
     * @param directory an absolute path; {@link Lease#DEFAULT_DIRECTORY} unless something is said
     * @return this
     * @throws IllegalArgumentException if it is no place of a lease
     */
    public Builder leaseDirectory(Path directory) {
      this.leaseDirectory = Lease.requireDirectory(directory);
      return this;
    }

    private Path directory() {
      return lease.map(Lease::directory).orElse(leaseDirectory);
    }

    /** Lets tests make the scheduler end by an error. */
    Builder faultInjection(boolean enabled) {
      this.faultInjection = enabled;
      return this;
    }

    /** Lets tests wait less long for the kernel's watchdog; above 0, up to 30 s. */
    Builder watchdogTimeout(Duration timeout) {
      this.watchdogTimeout = timeout;
      return this;
    }

    /**
     * Returns the options.
     *
     * @return what was collected
     */
    public SchedExtOptions build() {
      return new SchedExtOptions(this);
    }
  }
}
