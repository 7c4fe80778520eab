package io.temper.k8s;

import org.jspecify.annotations.Nullable;

/**
 * What may be a name or a uid. The API server makes sure of it; a file may hold anything, and names
 * are printed while uids become parts of paths.
 */
final class NameRules {
  private static final int MAX_CHARS = 253;

  private final Refusals refusals;

  NameRules(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Returns {@code name} if it is a DNS name as Kubernetes wants it. */
  String requireName(String field, @Nullable String name) throws PodRefusedException {
    if (name == null || name.isEmpty()) {
      throw refusals.of(field, null, "the field is missing", "print whole pods with kubectl");
    }
    if (name.length() > MAX_CHARS || !consistsOfLettersDigitsAnd("-.", name)) {
      throw refusals.of(
          field,
          name,
          "that is not a Kubernetes name",
          "use at most 253 small letters, digits, dashes and dots");
    }
    return name;
  }

  /** Returns {@code uid} if it can stand in the path of a cgroup. */
  String requireUid(String field, String uid) throws PodRefusedException {
    if (uid.isEmpty() || uid.length() > MAX_CHARS || !consistsOfLettersDigitsAnd("-", uid)) {
      throw refusals.of(
          field,
          uid,
          "that is not a uid",
          "print the pod from the API server; a uid has small letters, digits and dashes only");
    }
    return uid;
  }

  private static boolean consistsOfLettersDigitsAnd(String others, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
