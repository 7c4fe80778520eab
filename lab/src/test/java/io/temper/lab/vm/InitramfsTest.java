package io.temper.lab.vm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InitramfsTest {
  @Test
  void end_isAlignedAndHoldsEachEntryOnce() {
    byte[] archive = new Initramfs()
        .folder("bin")
        .executable("bin/x", "12345".getBytes(US_ASCII))
        .end();
    String text = new String(archive, US_ASCII);
    assertThat(archive.length % 4).isZero();
    assertThat(text.split("070701", -1)).hasSize(4);
    assertThat(text)
        .contains("bin/x\0")
        .contains("12345\0\0\0" + "070701")
        .contains("TRAILER!!!\0");
    // Size of the content and of the name with its end, in hexadecimal.
    assertThat(text).contains("00000005" + "00000000".repeat(4) + "00000006");
  }
}
