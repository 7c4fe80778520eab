package io.temper.bpf.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.internal.Checksums;
import io.temper.bpf.internal.btf.Btf;
import io.temper.bpf.internal.btf.BtfBuilder;
import io.temper.bpf.internal.object.ElfObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What the scheduler remembers of a thread, as the object that we ship lays it out. */
class TaskCodecTest {
  private static Btf ofOurObject() {
    byte[] object = Checksums.resource("META-INF/temper/bpf/v1/temper.bpf.o").orElseThrow();
    return Btf.parse(ElfObject.parse("ours", object).section(".BTF").orElseThrow());
  }

  @Test
  void of_ourObject_readsEachMemberFromItsPlace() {
    var layout = ofOurObject().layoutOf("t_task").orElseThrow();
    var codec = TaskCodec.of(ofOurObject()).orElseThrow();
    var bytes = ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder());
    bytes.putLong(layout.offset("cfg_gen"), 3).putLong(layout.offset("cg_gen"), 5);
    bytes.putLong(layout.offset("cgroup_id"), 7L << 40).putInt(layout.offset("layer"), 9);

    assertThat(codec.configGeneration(bytes)).isEqualTo(3);
    assertThat(codec.membershipGeneration(bytes)).isEqualTo(5);
    assertThat(codec.cgroupId(bytes)).isEqualTo(7L << 40);
    assertThat(codec.layer(bytes)).isEqualTo(9);
  }

  @Test
  void of_objectThatRemembersOtherThings_isEmpty() {
    var other =
        new BtfBuilder().struct("t_task", "cfg_gen", "cg_gen", "cgroup_id").build();
    assertThat(TaskCodec.of(Btf.parse(ByteBuffer.wrap(other)))).isEmpty();
    assertThat(TaskCodec.of(Btf.parse(ByteBuffer.wrap(new BtfBuilder().build()))))
        .isEmpty();
  }
}
