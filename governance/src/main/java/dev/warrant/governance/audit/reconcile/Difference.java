package dev.warrant.governance.audit.reconcile;

/// Something in which our record and the venue's list disagree.
///
/// @param about `order` or `fill`
/// @param symbol its instrument
/// @param id our client id of an order, else the venue's number; of a fill the trade's number
/// @param kind what is different
/// @param ours what our record says; empty if it says nothing
/// @param venue what the venue's list says; empty likewise
/// @param seq input or conclusion of our record; 0 if there is none
/// @param ms when, by the clock of whoever told it
public record Difference(
    String about,
    String symbol,
    String id,
    Kind kind,
    String ours,
    String venue,
    long seq,
    long ms) {
  /// What may be different.
  public enum Kind {
    /// The venue has it, our record does not.
    NOT_ON_OUR_RECORD("at the venue without our record"),
    /// Our record has it, the venue does not.
    NOT_AT_THE_VENUE("on our record and not at the venue"),
    /// The venue has an order that our record says never got there.
    SAID_NEVER_THERE("at the venue though our record says it never got there"),
    SYMBOL("instrument"),
    SIDE("side"),
    TYPE("type"),
    PRICE("price"),
    QUANTITY("quantity"),
    REDUCE_ONLY("reduce-only"),
    STATUS("how it ended"),
    FEE("fee"),
    MAKER("maker or taker"),
    ORDER("order it belongs to"),
    /// The venue's two lists disagree about how much of an order traded.
    LIST("the venue's orders and trades disagree");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// In words.
    public String words() {
      return words;
    }
  }

  /// One line.
  public String says() {
    String subject = about + " " + id + " " + symbol + ": " + kind.words;
    if (kind == Kind.NOT_ON_OUR_RECORD) {
      return subject + ": " + venue;
    }
    if (kind == Kind.NOT_AT_THE_VENUE) {
      return subject + ": " + ours + ", record " + seq;
    }
    String record = seq == 0 ? "" : " (record " + seq + ")";
    return subject + ": ours " + ours + record + ", the venue's " + venue;
  }
}
