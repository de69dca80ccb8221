package dev.warrant.knowledge.journal;

/// The byte layout of segments and records; `docs/journal-format.md` says the same in words. All
/// integers are little-endian.
final class Layout {
  /// `WARRANTJ` read as a little-endian `long`.
  static final long SEGMENT_MAGIC = 0x4a544e4152524157L;

  static final int VERSION = 1;

  static final int HEADER_BYTES = 192;
  static final int H_VERSION = 8;
  static final int H_HEADER_BYTES = 12;
  static final int H_INDEX = 16;
  static final int H_FLAGS = 20;
  static final int H_FIRST_SEQ = 24;
  static final int H_SEGMENT_BYTES = 32;
  static final int H_INPUT_HEAD = 40;
  static final int H_DERIVED_HEAD = 72;
  static final int H_RUN_LENGTH = 104;
  static final int H_RUN = 105;
  static final int RUN_BYTES_MAX = 63;
  static final int H_LAST_NANOS = 168;
  static final int H_ORDINAL = 176;
  static final int H_RESERVED = 180;
  static final int H_CRC = 188;

  /// The first segment of a writer: everything before it was verified and on disk.
  static final int FLAG_EPOCH = 1;

  /// Conclusions were left out of this copy.
  static final int FLAG_STRIPPED = 2;

  static final int RECORD_BYTES = 64;
  static final int R_CRC = 0;
  static final int R_CHAIN = 4;
  static final int R_LENGTH = 36;
  static final int R_MAGIC = 40;
  static final int R_CLASS = 42;
  static final int R_KIND = 43;
  static final int R_ORDINAL = 44;
  static final int R_SEQ = 48;
  static final int R_NANOS = 56;

  /// `WR` read as a little-endian `short`.
  static final short RECORD_MAGIC = 0x5257;

  static final int CLASS_INPUT = 1;
  static final int CLASS_DERIVED = 2;
  static final int CLASS_CLOSE = 3;

  /// In a durability mark: how many conclusions the covered input has is not known.
  static final int ORDINAL_UNKNOWN = -1;

  static final int DIGEST_BYTES = 32;

  private Layout() {}
}
