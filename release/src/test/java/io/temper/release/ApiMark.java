package io.temper.release;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.temper.EvolvingApi;
import io.temper.InternalApi;
import io.temper.StableApi;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

/** What a package or a type promises, the least first. */
enum ApiMark {
  INTERNAL(InternalApi.class),
  EVOLVING(EvolvingApi.class),
  STABLE(StableApi.class);

  private final Class<? extends Annotation> annotation;

  ApiMark(Class<? extends Annotation> annotation) {
    this.annotation = annotation;
  }

  static List<ApiMark> writtenAt(JavaPackage room) {
    return Arrays.stream(values())
        .filter(mark -> room.isAnnotatedWith(mark.annotation))
        .toList();
  }

  private static List<ApiMark> writtenAt(JavaClass type) {
    return Arrays.stream(values())
        .filter(mark -> type.isAnnotatedWith(mark.annotation))
        .toList();
  }

  /** The least of what the type, those around it and its package say. */
  static ApiMark of(JavaClass type) {
    ApiMark least = writtenAt(type.getPackage()).get(0);
    for (ApiMark own : writtenAt(type)) {
      least = least.compareTo(own) < 0 ? least : own;
    }
    ApiMark ofThis = least;
    return type.getEnclosingClass()
        .map(ApiMark::of)
        .filter(outer -> outer.compareTo(ofThis) < 0)
        .orElse(ofThis);
  }
}
