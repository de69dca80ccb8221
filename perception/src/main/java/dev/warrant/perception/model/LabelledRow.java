package dev.warrant.perception.model;

import dev.warrant.knowledge.fact.Regime;

/// One example: a feature vector (`NaN` = missing) and the regime that was true.
///
/// @param group what belongs together, such as one seed; a group is never split between growing
///   trees and calibrating them
@SuppressWarnings("ArrayRecordComponent") // rows are many; the array is never changed
public record LabelledRow(float[] features, Regime regime, int group) {}
