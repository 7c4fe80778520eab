package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spi.CgroupResolver;
import io.temper.workload.CgroupPath;
import org.junit.jupiter.api.Test;

class FakeCgroupsTest extends CgroupResolverContract {
  private final FakeCgroups groups = new FakeCgroups();

  @Override
  protected CgroupResolver resolver() {
    return groups;
  }

  @Override
  protected void make(CgroupPath path) {
    groups.make(path);
  }

  @Override
  protected void remove(CgroupPath path) {
    groups.remove(path);
  }

  @Test
  void make_again_hasAnotherId() {
    var web = new CgroupPath("/web");
    groups.make(web);
    var before = groups.apply(web);
    groups.remove(web);
    groups.make(web);
    assertThat(groups.apply(web)).isPresent().isNotEqualTo(before);
  }
}
