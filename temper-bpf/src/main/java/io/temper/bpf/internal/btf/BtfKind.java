package io.temper.bpf.internal.btf;

/** The kinds of BTF types, with the bytes that follow the common 12 of each. */
enum BtfKind {
  VOID(0, 0),
  INT(4, 0),
  PTR(0, 0),
  ARRAY(12, 0),
  STRUCT(0, 12),
  UNION(0, 12),
  ENUM(0, 8),
  FWD(0, 0),
  TYPEDEF(0, 0),
  VOLATILE(0, 0),
  CONST(0, 0),
  RESTRICT(0, 0),
  FUNC(0, 0),
  FUNC_PROTO(0, 8),
  VAR(4, 0),
  DATASEC(0, 12),
  FLOAT(0, 0),
  DECL_TAG(4, 0),
  TYPE_TAG(0, 0),
  ENUM64(0, 12);

  private static final BtfKind[] BY_NUMBER = values();

  private final int fixedBytes;
  private final int bytesPerEntry;

  BtfKind(int fixedBytes, int bytesPerEntry) {
    this.fixedBytes = fixedBytes;
    this.bytesPerEntry = bytesPerEntry;
  }

  /** Returns the kind with {@code number}; a newer one than known cannot be skipped. */
  static BtfKind of(int number, int typeId) {
    if (number == 0 || number >= BY_NUMBER.length) {
      throw new BtfFormatException("type " + typeId + " has the unknown kind " + number);
    }
    return BY_NUMBER[number];
  }

  /** Returns how many bytes follow the common ones for {@code entries} entries. */
  int extraBytes(int entries) {
    return fixedBytes + bytesPerEntry * entries;
  }
}
