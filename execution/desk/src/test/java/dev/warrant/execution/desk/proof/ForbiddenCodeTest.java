package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.Refusal;
import dev.warrant.reasoning.prove.Refusal.Reason;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the reader of guards does not take, it refuses by name and place.
class ForbiddenCodeTest {
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));
  private static final GuardClaim CLAIM = GuardClaim.exit(PACK);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BACK_EDGE | check@ | long n = 0; while (s[2] > n) n = n + 1; return 0;",
        "CALL | check@ | return (int) Math.abs(1);",
        "CALL | check@ | return hashCode();",
        "CALL | check@ | System.exit(1); return 0;",
        "RECURSION | again | return again(s);",
        "EXCEPTION_TABLE | check | try { return s[2] > 0 ? 1 : 0; } catch (RuntimeException e) { return 0; }",
        "FIELD_ACCESS | check@ | return Held.n;",
        "ALLOCATION | check@ | long[] t = new long[3]; return 0;",
        "ALLOCATION | check@ | Object o = new Object(); return 0;",
        "ARRAY_STORE | check@ | s[2] = 1; return 0;",
        "ARRAY_INDEX | check@ | return s[s[2] > 0 ? 3 : 4] > 0 ? 1 : 0;",
        "ARRAY_INDEX | check@ | return s[9999] > 0 ? 1 : 0;",
        "ARRAY_INDEX | check@ | return s[-1] > 0 ? 1 : 0;",
        "INSTRUCTION | check@ | return (int) s[2];",
        "INSTRUCTION | check@ | return s[2] / 3 > 1 ? 1 : 0;",
        "INSTRUCTION | check@ | return s[2] % 3 > 1 ? 1 : 0;",
        "INSTRUCTION | check@ | return s[2] >> 3 > 1 ? 1 : 0;",
        "INSTRUCTION | check@ | return s.length;",
        "INSTRUCTION | check@ | return s == null ? 1 : 0;",
        "INSTRUCTION | check@ | return (s[2] & s[3]) == 0 ? 1 : 0;",
        "INSTRUCTION | check@ | switch ((s[2] > 0) ? 1 : 2) { case 1: return 3; default: return 0; }",
        "CONSTANT_POOL | constant pool | return (double) s[2] > 0.5 ? 1 : 0;",
        "INSTRUCTION | check@ | throw null;",
        "INSTRUCTION | check@ | synchronized (this) { return 0; }",
        "PRESENCE_BITS | check@ | return s[0] > 5 ? 1 : 0;",
        "PRESENCE_BITS | check@ | return s[0] + 1 == 5 ? 1 : 0;",
        "PRESENCE_BITS | check@ | return (s[0] & s[2]) == 0 ? 1 : 0;",
      })
  void codeNoGuardNeedsIsRefused(Reason reason, String place, String body) {
    String again = "static int again(long[] s) { return again(s); }";
    boolean throwsTable = body.startsWith("synchronized");
    Reason expected = throwsTable ? Reason.EXCEPTION_TABLE : reason;
    refused(type("", again, body), expected, throwsTable ? "check" : place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIELD | class | static int n;",
        "FIELD | class | final int n = 3;",
        "METHOD | other | int other() { return 0; }",
        "METHOD | equals | public boolean equals(Object o) { return true; }",
        "FLAGS | other | static synchronized int other(long[] s) { return 0; }",
        "FLAGS | other | static native int other(long[] s);",
        "METHOD | <clinit> | static { System.gc(); }",
        "METHOD | <init> | { System.gc(); }",
        "METHOD | other | static int other(double d) { return 0; }",
        "ATTRIBUTE | other | @Deprecated static int other(long[] s) { return 0; }",
        "ATTRIBUTE | other | static int other(long[] s) throws Exception { return 0; }",
        "ATTRIBUTE | class | record Inner() {}",
      })
  void aClassWithMoreThanAGuardIsRefused(Reason reason, String place, String member) {
    refused(type("", member, "return 0;"), reason, place);
  }

  @Test
  void anotherShapeIsRefused() {
    refused(type("extends Thread", "", "return 0;"), Reason.SUPERTYPE, "class");
    String more =
        "package dev.warrant.execution.desk.proof; final class Written implements"
            + " dev.warrant.execution.guard.Guard, Cloneable { public int check(long[] s) { return 0; } }";
    refused(Compiled.bytes(more), Reason.SUPERTYPE, "class");
  }

  @Test
  void bytesThatAreNoClassOfThisJavaAreRefused() {
    byte[] right = GuardCompiler.compileExit(PACK).classBytes();
    refused(with(right, 0, 0xCB), Reason.MAGIC, "class");
    refused(with(right, 7, 68), Reason.VERSION, "class");
    refused(with(right, 4, 0xFF), Reason.VERSION, "class");
    refused(Arrays.copyOf(right, right.length + 1), Reason.LENGTH, "class");
    refused(new byte[0], Reason.LENGTH, "class");
  }

  @Test
  void bytesCutAnywhereAreRefused() {
    byte[] right = GuardCompiler.compileExit(PACK).classBytes();
    for (int n = 0; n < right.length; n++) {
      byte[] cut = Arrays.copyOf(right, n);
      assertThatThrownBy(() -> PolicyProof.obligations(CLAIM, cut)).isInstanceOf(Refusal.class);
    }
  }

  /// Whatever byte is changed, the reader refuses the bytes, or reads them; nothing else escapes.
  @Test
  void bytesChangedAnywhereAreRefusedOrRead() {
    byte[] right = GuardCompiler.compileExit(PACK).classBytes();
    int refused = 0;
    for (int n = 0; n < right.length; n++) {
      try {
        PolicyProof.obligations(CLAIM, with(right, n, right[n] ^ 0x15));
      } catch (Refusal e) {
        assertThat(e.place()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(right.length / 2);
  }

  /// Of a hidden class only one constant means itself; another of the same name finds some other
  /// class by that name, whose code nobody read.
  @Test
  void aCallOfAnotherClassOfTheSameNameIsRefused() {
    byte[] right = GuardCompiler.compileExit(PACK).classBytes();
    ByteBuffer in = ByteBuffer.wrap(right);
    int count = in.getShort(8);
    List<Integer> calls = new ArrayList<>();
    int[] names = new int[count];
    int at = 10;
    for (int n = 1; n < count; n++) {
      switch (in.get(at)) {
        case 1 -> at += 3 + (in.getShort(at + 1) & 0xFFFF);
        case 5 -> {
          at += 9;
          n++;
        }
        case 7 -> {
          names[n] = in.getShort(at + 1);
          at += 3;
        }
        case 10 -> {
          calls.add(at);
          at += 5;
        }
        default -> at += 5;
      }
    }
    int self = in.getShort(at + 2);
    byte[] twice = new byte[right.length + 3];
    System.arraycopy(right, 0, twice, 0, at);
    System.arraycopy(right, at, twice, at + 3, right.length - at);
    ByteBuffer out = ByteBuffer.wrap(twice);
    out.put(at, (byte) 7).putShort(at + 1, (short) names[self]).putShort(8, (short) (count + 1));
    assertThat(PolicyProof.obligations(CLAIM, twice)).isNotEmpty();
    for (int call : calls) {
      if (in.getShort(call + 1) == self) {
        out.putShort(call + 1, (short) count);
      }
    }
    refused(twice, Reason.CALL, "");
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] out = bytes.clone();
    out[at] = (byte) value;
    return out;
  }

  private static byte[] type(String above, String member, String body) {
    return Compiled.bytes(
        "package dev.warrant.execution.desk.proof; final class Written "
            + above
            + " implements dev.warrant.execution.guard.Guard { "
            + member
            + " public int check(long[] s) { "
            + body
            + " } }"
            + " class Held { static int n = 1; }");
  }

  private static void refused(byte[] bytes, Reason reason, String place) {
    assertThatThrownBy(() -> PolicyProof.obligations(CLAIM, bytes))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
              assertThat(e.place()).as(e.getMessage()).startsWith(place);
            });
  }
}
