package io.temper.lab.vm;

import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the raw disk that carries a tar of the payloads and of the command into the guest. */
final class PayloadDisk {
  /** QEMU wants whole sectors; a round number keeps it quiet about anything else. */
  private static final long GRANULE_BYTES = 1 << 20;

  private PayloadDisk() {}

  static void write(VmSpec spec, RunFolder run) throws IOException {
    Path own = Files.createDirectories(run.folder().resolve("own"));
    Files.writeString(own.resolve("command"), script(spec.command()));
    tar(run, ".temper-lab", own, "-cf");
    for (Payload payload : spec.payloads()) {
      tar(run, payload.name(), payload.source().toAbsolutePath(), "-rf");
    }
    Folders.delete(own);
    round(run.payload());
  }

  /** Appends a file or folder under another name. Links keep what they point to. */
  private static void tar(RunFolder run, String name, Path source, String mode) {
    boolean folder = Files.isDirectory(source);
    Path base = folder ? source : source.resolveSibling("");
    String member = folder ? "." : String.valueOf(source.getFileName());
    String rename = folder ? "s|^\\.|" + name + "|S" : "s|.*|" + name + "|S";
    HostCommand.in(
            run.folder(),
            List.of(
                "tar",
                mode,
                run.payload().toString(),
                "-C",
                base.toString(),
                "--transform",
                rename,
                "--",
                member))
        .run();
  }

  /** Returns a script that runs exactly the given arguments. */
  static String script(List<String> command) {
    return command.stream()
        .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "exec ", "\n"));
  }

  private static void round(Path disk) throws IOException {
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      long granules = (file.length() + GRANULE_BYTES - 1) / GRANULE_BYTES;
      file.setLength(granules * GRANULE_BYTES);
    }
  }
}
