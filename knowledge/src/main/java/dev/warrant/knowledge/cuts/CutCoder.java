package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Cuts to bytes and back, each by its difference from the one before. One coder goes over cuts in
/// one direction, in order, from a key frame on.
final class CutCoder {
  /// The next fact has the key of the one before in the same place.
  private static final int SAME = 0;

  /// The one before in this place has no successor.
  private static final int GONE = 1;

  /// A fact that was not there before.
  private static final int FRESH = 2;

  private final ByteSink scratch = new ByteSink(1 << 10);
  private List<Fact> before = List.of();

  /// From here on nothing is known of earlier cuts.
  void key() {
    before = List.of();
  }

  void write(ByteSink to, KeptCut kept) {
    Cut cut = kept.cut();
    to.varint(cut.epoch());
    to.varint(cut.id());
    to.varint(cut.seq());
    to.zigzag(cut.nanos());
    to.zigzag(cut.nextWarrant());
    to.digest(kept.policy());
    to.varint(cut.live().size());
    for (Warrant w : cut.live()) {
      scratch.restart(0);
      Codec.encode(new Derived.Issued(w), scratch);
      to.varint(scratch.size());
      to.raw(scratch.array(), 0, scratch.size());
    }
    to.varint(cut.facts().size());
    facts(to, cut.facts());
    before = cut.facts();
  }

  private void facts(ByteSink to, List<Fact> facts) {
    int j = 0;
    for (Fact fact : facts) {
      while (j < before.size() && FactForm.compare(before.get(j), fact) < 0) {
        to.u8(GONE);
        j++;
      }
      long source = 0;
      long[] was = {};
      if (j < before.size() && FactForm.compare(before.get(j), fact) == 0) {
        to.u8(SAME);
        source = before.get(j).source();
        was = FactForm.numbers(before.get(j++));
      } else {
        to.u8(FRESH);
        to.u8(FactOrder.type(fact));
        to.zigzag(fact.instrument());
        to.text(fact.name());
      }
      to.zigzag(fact.source() - source);
      long[] now = FactForm.numbers(fact);
      for (int i = 0; i < now.length; i++) {
        to.zigzag(now[i] - (i < was.length ? was[i] : 0));
      }
      if (fact instanceof Fact.Derived) {
        to.text(FactForm.rule(fact));
      }
    }
  }

  /// The next cut; `from` holds it and nothing else.
  ///
  /// @throws CodecException if it does not
  KeptCut read(ByteSource from) {
    int epoch = small(from.varint());
    long id = from.varint();
    long seq = from.varint();
    long nanos = from.zigzag();
    long next = from.zigzag();
    Digest policy = from.digest();
    int warrants = from.count(1);
    List<Warrant> live = new ArrayList<>();
    for (int i = 0; i < warrants; i++) {
      byte[] bytes = new byte[from.count(1)];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) from.u8();
      }
      Derived read = Codec.derived(Kind.ISSUED.tag(), new ByteSource(bytes, 0, bytes.length));
      live.add(((Derived.Issued) read).warrant());
    }
    List<Fact> facts = facts(from);
    from.finish();
    before = facts;
    return new KeptCut(new Cut(epoch, id, seq, nanos, facts, live, next), policy);
  }

  private List<Fact> facts(ByteSource from) {
    int count = from.count(1);
    List<Fact> out = new ArrayList<>(count);
    int j = 0;
    while (out.size() < count) {
      int how = from.u8();
      if (how == GONE) {
        j++;
      } else if (how == FRESH) {
        int type = from.u8();
        out.add(fact(from, type, from.zigzag32(), from.text(), 0, new long[FactForm.width(type)]));
      } else if (how == SAME && j < before.size()) {
        Fact was = before.get(j++);
        out.add(
            fact(
                from,
                FactOrder.type(was),
                was.instrument(),
                was.name(),
                was.source(),
                FactForm.numbers(was)));
      } else {
        throw new CodecException("expected a fact, found mark " + how);
      }
    }
    return out;
  }

  private static Fact fact(
      ByteSource from, int type, int instrument, String name, long source, long[] was) {
    long now = source + from.zigzag();
    long[] numbers = new long[was.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = was[i] + from.zigzag();
    }
    String rule = type == FactForm.DERIVED ? from.text() : "";
    return FactForm.fact(type, instrument, name, now, numbers, rule);
  }

  private static int small(long n) {
    if (n < 0 || n != (int) n) {
      throw new CodecException("expected a small number, found " + n);
    }
    return (int) n;
  }
}
