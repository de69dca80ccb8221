package dev.warrant.perception.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A trained regime model: the trees as the library saved them (`regime.json`), and beside them
/// what serving needs to know (`regime.meta.json`: inputs in order, calibration, training
/// distribution, and the digest of the trees it belongs to).
///
/// @param digest of both files
@SuppressWarnings("ArrayRecordComponent") // the file's bytes, never changed
public record RegimeModel(
    TreeModel trees,
    Calibration calibration,
    Distribution distribution,
    List<String> inputs,
    Digest digest,
    byte[] json,
    byte[] meta) {
  private static final String TREES = "regime.json";
  private static final String META = "regime.meta.json";
  private static final int FORMAT = 2;

  /// Reads both files of a folder.
  ///
  /// @throws ModelException if one is missing or damaged, or they do not belong together
  public static RegimeModel load(Path folder) {
    return of(bytes(folder.resolve(TREES)), bytes(folder.resolve(META)));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException(
          file.toString(), "cannot be read", "it is missing: run the training first.");
    }
  }

  /// A model from the bytes of its two files.
  ///
  /// @throws ModelException if one is damaged or they do not belong together
  public static RegimeModel of(byte[] json, byte[] meta) {
    JsonNode m;
    try {
      m = new ObjectMapper().readTree(meta);
    } catch (IOException e) {
      throw new ModelException(
          META, "no JSON, " + e.getMessage(), "the file was cut off: train or copy it again.");
    }
    String own = Digest.sha256(json).hex();
    if (m.path("format").asInt() != FORMAT || !m.path("trees").asText().equals(own)) {
      throw new ModelException(
          META,
          "format "
              + m.path("format")
              + " for trees "
              + m.path("trees").asText()
              + ", expected format "
              + FORMAT
              + " for trees "
              + own,
          "the two files come from different trainings: copy both again.");
    }
    TreeModel trees = TreeModel.parse(TREES, json);
    List<String> inputs = new ArrayList<>();
    m.path("inputs").forEach(n -> inputs.add(n.asText()));
    if (trees.features() != inputs.size() || trees.classes() != Regime.values().length) {
      throw new ModelException(
          TREES,
          trees.features() + " inputs and " + trees.classes() + " classes",
          inputs.size() + " and " + Regime.values().length + " are expected: train it again.");
    }
    Distribution distribution = distribution(m);
    return new RegimeModel(
        trees,
        new Calibration(m.path("temperature").asDouble()),
        distribution,
        List.copyOf(inputs),
        Digest.sha256(own + Digest.sha256(meta).hex()),
        json,
        meta);
  }

  /// The model that belongs to these trees.
  static RegimeModel make(
      byte[] json, List<String> inputs, Calibration calibration, Distribution distribution) {
    ObjectNode m = new ObjectMapper().createObjectNode();
    m.put("format", FORMAT);
    m.put("trees", Digest.sha256(json).hex());
    m.put("temperature", calibration.temperature());
    ArrayNode names = m.putArray("inputs");
    inputs.forEach(names::add);
    table(m.putArray("edges"), distribution.edges());
    ArrayNode shares = m.putArray("shares");
    for (double[][] own : distribution.shares()) {
      table(shares.addArray(), own);
    }
    return of(json, (m + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Writes both files.
  ///
  /// @throws IOException if that fails
  public void save(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(TREES), json);
    Files.write(folder.resolve(META), meta);
  }

  /// Calibrated probabilities for one row, by [Regime#ordinal()].
  public void probabilities(float[] row, float[] margins, double[] out) {
    trees.margins(row, margins);
    calibration.probabilities(margins, out);
  }

  private static Distribution distribution(JsonNode m) {
    double[][] edges = table(m.path("edges"));
    double[][][] shares = new double[m.path("shares").size()][][];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = table(m.path("shares").get(c));
    }
    Distribution out = new Distribution(edges, shares);
    if (!out.fits(Regime.values().length, m.path("inputs").size())) {
      throw new ModelException(
          META,
          "a training distribution with other than "
              + Distribution.BINS
              + " shares for each regime and input",
          "the file was cut off: train or copy it again.");
    }
    return out;
  }

  private static void table(ArrayNode out, double[][] rows) {
    for (double[] row : rows) {
      ArrayNode line = out.addArray();
      for (double v : row) {
        line.add(v);
      }
    }
  }

  private static double[][] table(JsonNode rows) {
    double[][] out = new double[rows.size()][];
    for (int i = 0; i < out.length; i++) {
      JsonNode row = rows.get(i);
      out[i] = new double[row.size()];
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] = row.get(j).asDouble();
      }
    }
    return out;
  }
}
