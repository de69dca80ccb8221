package dev.warrant.knowledge.unit;

/// One row of a venue's maintenance-margin table: up to `notionalCapE8`, the rate in parts per
/// million, and the cumulative amount that keeps the table continuous.
public record MarginBracket(
    @E8 long notionalCapE8, int maxLeverage, long maintenanceRatePpm, @E8 long cumulativeE8) {}
