package dev.warrant.sim.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import java.nio.charset.StandardCharsets;

/// JSON trees for everything that is not sent many times a second.
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads a tree.
  ///
  /// @throws IllegalArgumentException if the text is no JSON
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  /// Money with eight digits after the point, as the venue writes it.
  static String money(@E8 long valueE8) {
    return Decimals.text(valueE8, 8);
  }

  static String error(int code, String message) {
    return text(object().put("code", code).put("msg", message));
  }

  /// The answer of endpoints that only say yes.
  static String success(String message) {
    return text(object().put("code", 200).put("msg", message));
  }
}
