package io.temper.bpf.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.Checksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The object file that we ship, whole and spoilt. */
class ElfObjectTest {
  private static final byte[] WHOLE =
      Checksums.resource("META-INF/temper/bpf/v1/temper.bpf.o").orElseThrow();

  @Test
  void parse_ofOurObject_findsGlobalsAndNeededFunctions() {
    var elf = ElfObject.parse("ours", WHOLE);
    assertThat(elf.symbol("temper_rodata").orElseThrow().section()).isEqualTo(".rodata");
    assertThat(elf.symbol("temper_shared").orElseThrow().section()).isEqualTo(".data");
    assertThat(elf.requiredSymbols()).contains("scx_bpf_create_dsq").doesNotContain("temper_ops");
    assertThat(elf.section("license")).isPresent();
  }

  @Test
  @Timeout(60)
  void parse_cutOff_isAlwaysOurException() {
    for (int length = 0; length < WHOLE.length; length += 997) {
      var part = Arrays.copyOf(WHOLE, length);
      assertThatExceptionOfType(ObjectFileException.class)
          .as("%s of %s bytes", length, WHOLE.length)
          .isThrownBy(() -> ElfObject.parse("x.o", part))
          .withMessageContaining("x.o")
          .withMessageContaining("temper.bpf.object");
    }
  }

  @Test
  @Timeout(60)
  void parse_damagedTables_endsInAnObjectOrInOurException() {
    var random = new Random(1);
    for (int round = 0; round < 300; round++) {
      var bytes = WHOLE.clone();
      int tables = (int) Math.min(bytes.length - 64L, 2048);
      for (int i = 0; i < 8; i++) {
        boolean head = random.nextBoolean();
        int at = head ? random.nextInt(64) : bytes.length - 1 - random.nextInt(tables);
        bytes[at] = (byte) random.nextInt();
      }
      try {
        ElfObject.parse("damaged", bytes);
      } catch (ObjectFileException expected) {
        assertThat(expected).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void read_otherFiles_saysWhatTheyAre(@TempDir Path directory) throws IOException {
    var text = Files.writeString(directory.resolve("text.o"), "hello");
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> ObjectFile.read(Optional.of(text)))
        .withMessageContaining("no ELF file")
        .withMessageContaining("(5 bytes)");
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> ObjectFile.read(Optional.of(directory.resolve("none.o"))))
        .withMessageContaining("NoSuchFileException");
  }

  @Test
  void read_objectOfAnotherContract_isRefused(@TempDir Path directory) throws IOException {
    var elf = ElfObject.parse("ours", WHOLE);
    var symbol = elf.symbol("temper_abi_hash").orElseThrow();
    var bytes = WHOLE.clone();
    long hash = elf.initialValue(symbol).getLong(0);
    replace(bytes, hash, hash + 1);
    var file = Files.write(directory.resolve("other.o"), bytes);
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> ObjectFile.read(Optional.of(file)))
        .withMessageContaining("its contract is " + Long.toHexString(hash + 1));
  }

  private static void replace(byte[] bytes, long from, long to) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 8 <= bytes.length; i++) {
      if (buffer.getLong(i) == from) {
        buffer.putLong(i, to);
      }
    }
  }
}
