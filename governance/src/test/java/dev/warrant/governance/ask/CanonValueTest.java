package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CanonValueTest {
  @Test
  void aRecordBecomesAListOfItsNameAndItsFields() {
    Intent intent =
        new Intent(1, Side.SELL, "a \"b\" \\ c", "rule", -221, 10_000, Urgency.PASSIVE, 9);
    assertThat(CanonValue.of(Canon.text(intent)))
        .hasToString(
            "[/intent, 1, /sell, \"a \\\"b\\\" \\\\ c\", \"rule\", -221, 10000, /passive, 9]");
  }

  @Test
  void digestsListsAndTextsKeepTheirForm() {
    String digest = Digest.sha256("x").hex();
    assertThat(CanonValue.of("Sample(" + digest + ",[1,-9223372036854775808],\"\",1)"))
        .hasToString("[/sample, \"" + digest + "\", [1, -9223372036854775808], \"\", 1]");
    assertThat(CanonValue.of("0".repeat(64))).hasToString("\"" + "0".repeat(64) + "\"");
    assertThat(CanonValue.of("Empty()")).hasToString("[/empty]");
  }

  @Test
  void whatIsNotCanonicalStaysOneString() {
    for (String text :
        List.of(
            "",
            "not derived(0, veto, _, _)",
            "A(1",
            "A(1)x",
            "\"open",
            "[1,",
            "A(,)",
            "972812 >= 450000")) {
      assertThat(CanonValue.of(text)).isEqualTo(dev.warrant.reasoning.deduce.lang.Value.text(text));
    }
    String deep = "[".repeat(500) + "]".repeat(500);
    assertThat(CanonValue.of(deep)).isEqualTo(dev.warrant.reasoning.deduce.lang.Value.text(deep));
  }

  @Test
  void namesArePercentEncoded() {
    assertThat(Names.part("a b/ü")).isEqualTo("a%20b%2f%c3%bc");
    assertThat(Names.order("")).isEqualTo("/order/%");
  }
}
