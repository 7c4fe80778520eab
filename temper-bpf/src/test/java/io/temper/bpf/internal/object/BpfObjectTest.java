package io.temper.bpf.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.bpf.BpfException;
import io.temper.bpf.VerifierRejectedException;
import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.lib.FakeLibbpf;
import io.temper.bpf.internal.lib.MapSpec;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of an object, and what is left of it after each end. */
class BpfObjectTest {
  private final FakeLibbpf libbpf = new FakeLibbpf();

  private OpenBpfObject open() {
    return OpenBpfObject.open(libbpf.calls(), "temper", new byte[] {1}, 0);
  }

  @Test
  void open_refused_namesTheCall() {
    libbpf.failures.put("bpf_object__open_mem", -4001);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(this::open)
        .satisfies(e -> assertThat(e.call()).isEqualTo("bpf_object__open_mem"))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(4001));
  }

  @Test
  void load_refusedByTheVerifier_carriesItsLogAndClosesTheObject() {
    libbpf.failures.put("bpf_object__load", -Errno.EINVAL);
    libbpf.verifierLog = "0: R1=ctx()\n1: (85) call unknown#1\nR0 !read_ok\n";
    assertThatExceptionOfType(VerifierRejectedException.class)
        .isThrownBy(() -> open().load())
        .withMessageContaining("R0 !read_ok")
        .satisfies(e -> assertThat(e.log()).startsWith("0: R1=ctx()"))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    assertThat(libbpf.closed).isTrue();
  }

  @Test
  void load_failedWithoutVerifier_isAnOrdinaryFailure() {
    libbpf.failures.put("bpf_object__load", -Errno.EPERM);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> open().load())
        .isNotInstanceOf(VerifierRejectedException.class);
  }

  @Test
  void openObject_afterLoad_isSpent() {
    var open = open();
    open.load();
    assertThatIllegalStateException().isThrownBy(open::load);
    assertThatIllegalStateException().isThrownBy(() -> open.setMaxEntries("cpu_stats", 2));
    open.close();
    assertThat(libbpf.closed).isFalse();
  }

  @Test
  void shadow_afterLoadOrOutOfBounds_isAnException() {
    libbpf.addMemory(".rodata", 16);
    var open = open();
    var rodata = open.shadow(".rodata");
    rodata.putInt(12, 7);
    assertThat(rodata.getInt(12)).isEqualTo(7);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> rodata.putInt(13, 7));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> rodata.putLong(-8, 7));
    open.load();
    assertThatIllegalStateException().isThrownBy(() -> rodata.putInt(12, 8));
  }

  @Test
  void shadow_text_isTerminatedAndClearsWhatWasThere() {
    libbpf.addMemory("ops", 16).setMemory(0, 16, (byte) 'x');
    var ops = open().shadow("ops");
    ops.putText(0, 8, "temper");
    assertThat(libbpf.memoryOf("ops").getString(0)).isEqualTo("temper");
    assertThat(libbpf.memoryOf("ops").getByte(7)).isZero();
    assertThat(libbpf.memoryOf("ops").getByte(8)).isEqualTo((byte) 'x');
  }

  @Test
  void loadedObject_afterClose_refusesEverythingWithoutTouchingMemory() {
    libbpf.addMemory(".data", 64);
    var loaded = open().load();
    var data = loaded.globals(".data");
    var stats = loaded.mapArray("cpu_stats", 100);
    var map = loaded.map("cfg_outer", 4, 4);
    loaded.close();
    loaded.close();
    assertThat(libbpf.count("bpf_object__close")).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> data.getLong(0));
    assertThatIllegalStateException().isThrownBy(() -> data.putLong(0, 1));
    assertThatIllegalStateException().isThrownBy(() -> stats.copy(0, 100));
    assertThatIllegalStateException()
        .isThrownBy(() -> map.update(ByteBuffer.allocate(4), ByteBuffer.allocate(4)));
    assertThatIllegalStateException().isThrownBy(() -> loaded.globals(".data"));
    assertThatIllegalStateException().isThrownBy(() -> loaded.attachStructOps("temper_ops"));
  }

  @Test
  void region_outOfBounds_isAnException() {
    libbpf.addMemory(".data", 64);
    var data = open().load().globals(".data");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.getLong(57));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.copy(60, 5));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.copy(0, -1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> data.getInt(Long.MAX_VALUE));
  }

  @Test
  @Timeout(60)
  void close_whileAWriteHangs_returnsAndReleasesAfterIt() throws InterruptedException {
    var hang = new CountDownLatch(1);
    var loaded = open().load();
    var map = loaded.map("cfg_outer", 4, 4);
    libbpf.hangUpdates = hang;
    var writer = new Thread(() -> map.update(ByteBuffer.allocate(4), ByteBuffer.allocate(4)));
    writer.start();
    while (writer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    loaded.close();
    assertThat(libbpf.closed).as("memory is not pulled from under the writer").isFalse();
    hang.countDown();
    writer.join();
    assertThat(libbpf.closed).isTrue();
  }

  @Test
  void createdMap_afterClose_refuses() {
    var loaded = open().load();
    var spec = new MapSpec("inner", 2, 4, 8, 1, 0);
    var map = loaded.createMap(spec);
    map.close();
    map.close();
    assertThat(libbpf.count("close")).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(map::freeze);
    assertThatIllegalStateException()
        .isThrownBy(() -> loaded.map("cfg_outer", 4, 4).updateInner(0, map));
  }

  @Test
  void update_withWrongSize_isRefusedBeforeTheKernelReadsBeyondIt() {
    var map = open().load().map("cfg_outer", 4, 4);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> map.update(ByteBuffer.allocate(4), ByteBuffer.allocate(3)))
        .withMessage("cfg_outer: a value has 4 bytes, not 3");
  }

  @Test
  void link_closedTwice_detachesOnce() {
    var link = open().load().attachStructOps("temper_ops");
    link.close();
    link.close();
    assertThat(libbpf.count("bpf_link__destroy")).isEqualTo(1);
  }
}
