package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SignerTest {
  /// The example of the venue's own documentation, "SIGNED Endpoint Examples for POST
  /// /fapi/v1/order".
  @Test
  void theVenuesPublishedExampleIsSignedAlike() {
    Signer signer =
        new Signer(new Secret("2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9"));
    assertThat(
            signer.sign(
                "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC"
                    + "&recvWindow=5000&timestamp=1591702613943"))
        .isEqualTo("3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9");
  }

  @Test
  void aSecretNeverPrintsItself() {
    assertThat(new Secret("hush").toString()).doesNotContain("hush");
  }
}
