package dev.warrant.execution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class ExactTest {
  private static final BigInteger E8 = BigInteger.valueOf(100_000_000);

  @Test
  void productsEqualArbitraryPrecisionRoundedTheStatedWay() {
    SeededRandom random = new SeededRandom(11);
    for (int n = 0; n < 200_000; n++) {
      long quantity = (random.nextLong() >> (16 + random.nextInt(40)));
      long price = random.nextLong() >>> (21 + random.nextInt(40));
      BigInteger product = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price));
      BigInteger down = divide(product, RoundingMode.FLOOR);
      if (down.bitLength() > 62) {
        continue;
      }
      assertThat(Exact.notionalDown(quantity, price)).isEqualTo(down.longValueExact());
      assertThat(Exact.notionalUp(quantity, price))
          .isEqualTo(divide(product, RoundingMode.CEILING).longValueExact());
    }
  }

  @Test
  void scaledDivisionEqualsArbitraryPrecision() {
    SeededRandom random = new SeededRandom(12);
    for (int n = 0; n < 200_000; n++) {
      long a = random.nextLong() >> 20;
      long b = (random.nextLong() >>> 20) + 1;
      BigDecimal exact =
          BigDecimal.valueOf(a)
              .scaleByPowerOfTen(6)
              .divide(BigDecimal.valueOf(b), 0, RoundingMode.FLOOR);
      if (exact.toBigInteger().bitLength() > 62) {
        continue;
      }
      assertThat(Exact.scaled(a, b, 6)).isEqualTo(exact.longValueExact());
    }
  }

  @Test
  void sharesAddUpToTheWhole() {
    assertThat(Exact.share(-1000, 3, 7) + (-1000 - Exact.share(-1000, 3, 7))).isEqualTo(-1000);
    assertThat(Exact.share(1000, 7, 7)).isEqualTo(1000);
    assertThat(Exact.share(1000, 1, 3)).isEqualTo(333);
  }

  @Test
  void moneyIsRoundedTowardRefusal() {
    assertThat(Exact.moneyUp(10_001)).isEqualTo(2);
    assertThat(Exact.moneyDown(19_999)).isEqualTo(1);
    assertThat(Exact.moneyDown(-1)).isEqualTo(-1);
  }

  private static BigInteger divide(BigInteger product, RoundingMode mode) {
    return new BigDecimal(product).divide(new BigDecimal(E8), 0, mode).toBigIntegerExact();
  }
}
