package io.temper.bpf.internal.object;

import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.Checksums;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.lib.BpfCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A scheduler's object file that was found to be whole and to obey the same contract as this code. */
public final class ObjectFile {
  private static final String DIRECTORY = "META-INF/temper/bpf/v1/";
  private static final String NAME = "temper.bpf.o";
  private static final String HASH = "temper_abi_hash";

  private final String origin;
  private final byte[] bytes;
  private final ElfObject elf;
  private final Abi abi;

  private ObjectFile(String origin, byte[] bytes, ElfObject elf, Abi abi) {
    this.origin = origin;
    this.bytes = bytes;
    this.elf = elf;
    this.abi = abi;
  }

  /**
   * Reads the object on the class path, or {@code override} instead.
   *
   * @throws ObjectFileException if it is missing, damaged or of another contract; no other is tried
   */
  public static ObjectFile read(Optional<Path> override) {
    var abi = Abi.ofClassPath();
    if (override.isPresent()) {
      var file = override.get();
      return verified(file.toString(), bytesOf(file), abi);
    }
    return verified(DIRECTORY + NAME, bundled(), abi);
  }

  private static ObjectFile verified(String origin, byte[] bytes, Abi abi) {
    var elf = ElfObject.parse(origin, bytes);
    long hash = elf.symbol(HASH)
        .filter(symbol -> symbol.size() == Long.BYTES)
        .map(symbol -> elf.initialValue(symbol).getLong(0))
        .orElseThrow(() -> new ObjectFileException(origin, bytes.length, "it has no " + HASH));
    if (hash != abi.hash()) {
      throw new ObjectFileException(
          origin,
          bytes.length,
          "its contract is "
              + Long.toHexString(hash)
              + ", and this library speaks "
              + Long.toHexString(abi.hash()));
    }
    return new ObjectFile(origin, bytes, elf, abi);
  }

  private static byte[] bundled() {
    var bytes = resource(NAME);
    var expected = Checksums.parse(resource("SHA256SUMS")).get(NAME);
    if (!Checksums.sha256(bytes).equals(expected)) {
      throw new ObjectFileException(
          DIRECTORY + NAME, bytes.length, "its SHA-256 is not the one in SHA256SUMS");
    }
    return bytes;
  }

  private static byte[] resource(String name) {
    return Checksums.resource(DIRECTORY + name)
        .orElseThrow(
            () -> new ObjectFileException(DIRECTORY + name, 0, "it is not on the class path"));
  }

  private static byte[] bytesOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ObjectFileException(
          file.toString(), 0, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Returns where the object comes from, for messages. */
  public String origin() {
    return origin;
  }

  /** Returns the SHA-256 of its bytes. */
  public String sha256() {
    return Checksums.sha256(bytes);
  }

  /** Returns the contract that it obeys. */
  public Abi abi() {
    return abi;
  }

  /** Returns the tables of the ELF file. */
  public ElfObject elf() {
    return elf;
  }

  /** Lets libbpf parse it. */
  public OpenBpfObject open(BpfCalls calls, int verifierLogLevel) {
    return OpenBpfObject.open(calls, "temper", bytes, verifierLogLevel);
  }

  /** Returns where a global variable lies in its section. */
  public ElfObject.Symbol global(String name) {
    return elf.symbol(name)
        .orElseThrow(() -> new ObjectFileException(origin, bytes.length, "it has no " + name));
  }
}
