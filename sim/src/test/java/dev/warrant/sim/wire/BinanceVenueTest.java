package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.SECOND;
import static dev.warrant.sim.wire.VenueFixture.e8;
import static dev.warrant.sim.wire.VenueFixture.limit;
import static dev.warrant.sim.wire.VenueFixture.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BinanceVenueTest {
  private final VenueFixture v = new VenueFixture();

  @Test
  void anOrderIsPlacedQueriedAndCancelled() {
    JsonNode placed = v.ok("POST /fapi/v1/order", limit("BUY", "49000", "0.010", "a1"));
    assertThat(placed.path("status").asText()).isEqualTo("NEW");
    assertThat(placed.path("price").asText()).isEqualTo("49000.0");
    String byId = "symbol=BTCUSDT&origClientOrderId=a1";
    assertThat(v.ok("GET /fapi/v1/order", byId).path("orderId")).isEqualTo(placed.path("orderId"));
    assertThat(v.ok("GET /fapi/v1/openOrders", "")).hasSize(1);
    assertThat(v.ok("DELETE /fapi/v1/order", byId).path("status").asText()).isEqualTo("CANCELED");
    assertThat(v.ok("GET /fapi/v1/openOrders", "symbol=BTCUSDT")).isEmpty();
    refused(-2011, v.signed("DELETE /fapi/v1/order", byId));
    refused(-2013, v.signed("GET /fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=zz"));
  }

  @Test
  void anAcknowledgementShowsNoFillsAndAResultDoes() {
    assertThat(v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1")).path("status").asText())
        .isEqualTo("NEW");
    JsonNode result =
        v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a2") + "&newOrderRespType=RESULT");
    assertThat(result.path("status").asText()).isEqualTo("FILLED");
    assertThat(result.path("avgPrice").asText()).isEqualTo("50001.00000");
    JsonNode position = v.ok("GET /fapi/v3/positionRisk", "").path(0);
    assertThat(position.path("positionAmt").asText()).isEqualTo("0.020");
    assertThat(position.path("entryPrice").asText()).isEqualTo("50001.00000000");
    assertThat(v.ok("GET /fapi/v1/userTrades", "symbol=BTCUSDT")).hasSize(2);
    assertThat(v.ok("GET /fapi/v1/income", "incomeType=COMMISSION")).hasSize(2);
  }

  @Test
  void conditionalTypesHaveMovedToTheAlgoService() {
    refused(
        -4120,
        v.signed("POST /fapi/v1/order", "symbol=BTCUSDT&side=SELL&type=STOP_MARKET&stopPrice=1"));
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    JsonNode stop = v.ok("POST /fapi/v1/algoOrder", stop("s1"));
    assertThat(stop.path("algoStatus").asText()).isEqualTo("NEW");
    assertThat(v.ok("GET /fapi/v1/openAlgoOrders", "")).hasSize(1);
    v.ok("DELETE /fapi/v1/allOpenOrders", "symbol=BTCUSDT");
    assertThat(v.ok("GET /fapi/v1/openAlgoOrders", "")).hasSize(1);
    v.btc.marks(v.now + 1, e8("48000"));
    v.now += 2;
    JsonNode done = v.ok("GET /fapi/v1/algoOrder", "clientAlgoId=s1");
    assertThat(done.path("algoStatus").asText()).isEqualTo("FINISHED");
    assertThat(done.path("actualQty").asText()).isEqualTo("0.010");
    assertThat(
            v.ok("GET /fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=s1")
                .path("status")
                .asText())
        .isEqualTo("FILLED");
  }

  @Test
  void keysTimesAndSignaturesAreChecked() {
    String q = "timestamp=" + v.now / 1_000_000;
    refused(-2014, v.send("GET /fapi/v2/account", q, "", ""));
    refused(-2015, v.send("GET /fapi/v2/account", q + "&signature=00", "", "nobody"));
    refused(-1022, v.send("GET /fapi/v2/account", q + "&signature=00", "", VenueFixture.KEY));
    refused(-1102, v.send("GET /fapi/v2/account", "", "", VenueFixture.KEY));
    String late = "recvWindow=100&timestamp=" + (v.now / 1_000_000 - 101);
    refused(-1021, v.send("GET /fapi/v2/account", late, "", VenueFixture.KEY));
    String early = "timestamp=" + (v.now / 1_000_000 + 1000);
    refused(-1021, v.send("GET /fapi/v2/account", early, "", VenueFixture.KEY));
  }

  @Test
  void theSignatureCoversQueryAndBodyTogether() {
    String body = limit("BUY", "49000", "0.010", "a1");
    String query = "timestamp=" + v.now / 1_000_000;
    String signature = Access.sign(VenueFixture.SECRET, query + body);
    Reply reply =
        v.send("POST /fapi/v1/order", query + "&signature=" + signature, body, VenueFixture.KEY);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void parametersAreNamedWhenTheyAreMissing() {
    Reply reply = v.signed("POST /fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1");
    refused(-1102, reply);
    assertThat(reply.body()).contains("timeInForce");
    refused(-1121, v.signed("POST /fapi/v1/order", "symbol=NONE&side=BUY"));
    refused(-1117, v.signed("POST /fapi/v1/order", "symbol=BTCUSDT&type=LIMIT&side=HOLD"));
    refused(-5000, v.send("GET /fapi/v9/none", "", "", ""));
  }

  @Test
  void tooMuchWeightIsRefusedAndInsistenceIsBanned() {
    int status = 200;
    int answered = 0;
    while (status == 200) {
      Reply reply = v.send("GET /fapi/v1/depth", "symbol=BTCUSDT&limit=1000", "", "");
      status = reply.status();
      answered++;
    }
    assertThat(status).isEqualTo(429);
    assertThat(answered).isEqualTo(2400 / 20 + 1);
    Reply last = v.send("GET /fapi/v1/ping", "", "", "");
    assertThat(last.retryAfterSeconds()).isPositive();
    for (int i = 0; i < 30; i++) {
      last = v.send("GET /fapi/v1/ping", "", "", "");
    }
    assertThat(last.status()).isEqualTo(418);
    assertThat(last.body()).contains("banned until");
    v.now += 121 * SECOND;
    assertThat(v.send("GET /fapi/v1/ping", "", "", "").status()).isEqualTo(200);
  }

  @Test
  void threeHundredOrdersInTenSecondsAreTheLimit() {
    for (int i = 0; i < 300; i++) {
      refused(-1102, v.signed("POST /fapi/v1/order", "symbol=BTCUSDT&side=BUY"));
    }
    Reply over = v.signed("POST /fapi/v1/order", limit("BUY", "49000", "0.010", "a1"));
    refused(-1015, over);
    assertThat(over.status()).isEqualTo(429);
    v.now += 10 * SECOND;
    Reply next = v.signed("POST /fapi/v1/order", limit("BUY", "49000", "0.010", "a1"));
    assertThat(next.headers()).containsEntry("X-MBX-ORDER-COUNT-10S", "1");
  }

  @Test
  void leverageModesAndBracketsAreTold() {
    assertThat(
            v.ok("POST /fapi/v1/leverage", "symbol=BTCUSDT&leverage=21").path("leverage").asInt())
        .isEqualTo(21);
    refused(-4028, v.signed("POST /fapi/v1/leverage", "symbol=BTCUSDT&leverage=500"));
    refused(-4046, v.signed("POST /fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED"));
    refused(-4059, v.signed("POST /fapi/v1/positionSide/dual", "dualSidePosition=false"));
    JsonNode rows = v.ok("GET /fapi/v1/leverageBracket", "symbol=BTCUSDT").path(0).path("brackets");
    assertThat(rows.path(1).path("maintMarginRatio").asDouble()).isEqualTo(0.005);
    assertThat(rows.path(1).path("notionalFloor").asLong()).isEqualTo(50_000);
  }

  @Test
  void aBatchAnswersEachOrderByItself() {
    String orders =
        "[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"timeInForce\":\"GTC\","
            + "\"price\":\"49000\",\"quantity\":\"0.01\"},{\"symbol\":\"BTCUSDT\",\"side\":\"SELL\","
            + "\"type\":\"MARKET\",\"quantity\":\"0.01\",\"reduceOnly\":\"true\"}]";
    String encoded = URLEncoder.encode(orders, StandardCharsets.UTF_8);
    JsonNode out = v.ok("POST /fapi/v1/batchOrders", "batchOrders=" + encoded);
    assertThat(out.path(0).path("status").asText()).isEqualTo("NEW");
    assertThat(out.path(1).path("code").asInt()).isEqualTo(-2022);
  }

  static String stop(String id) {
    return "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=49000"
        + "&quantity=0.01&reduceOnly=true&workingType=MARK_PRICE&clientAlgoId="
        + id;
  }

  static void refused(int code, Reply reply) {
    assertThat(Json.read(reply.body()).path("code").asInt()).as(reply.toString()).isEqualTo(code);
  }
}
